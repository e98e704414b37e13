package dev.tandem.auth.token;

import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** Issues access tokens: JWTs by RFC 9068 that name the person and the session and nothing else about them. */
@Singleton
public class AccessTokens {

    static final String TYPE = "at+jwt";
    /** Names the session. */
    public static final String SESSION_CLAIM = "sid";

    private final TokenConfig config;
    private final TokenSigner signer;

    AccessTokens(TokenConfig config, TokenSigner signer) {
        this.config = config;
        this.signer = signer;
    }

    public AccessToken issue(UUID account, UUID session) {
        var claims = Jwt.claim(SESSION_CLAIM, session.toString()).groups(Set.of("user"));
        return new AccessToken(
                signer.sign(TYPE, account, config.lifetime(), claims),
                config.lifetime().toSeconds());
    }
}
