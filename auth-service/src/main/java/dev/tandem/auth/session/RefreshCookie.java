package dev.tandem.auth.session;

import jakarta.ws.rs.core.NewCookie;

/** The cookie that carries a browser's refresh token: {@code __Host-} ties it to this one host over HTTPS. */
public final class RefreshCookie {

    static final String NAME = "__Host-refresh_token";

    private RefreshCookie() {}

    public static NewCookie holding(OpenSession session) {
        return cookie(
                session.refreshToken(),
                Math.toIntExact(session.refreshTokenLifetime().toSeconds()));
    }

    static NewCookie removed() {
        return cookie("", 0);
    }

    private static NewCookie cookie(String value, int maxAge) {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .secure(true)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
