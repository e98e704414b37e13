package dev.tandem.auth.token;

/**
 * A signed access token.
 *
 * @param expiresIn seconds from its issue
 */
public record AccessToken(String value, long expiresIn) {

    @Override
    public String toString() {
        return "(access token)";
    }
}
