package dev.tandem.auth.session;

import dev.tandem.kit.http.HostCookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/** The cookie that carries a browser's refresh token. */
public final class RefreshCookie {

    static final String NAME = "__Host-refresh_token";

    private RefreshCookie() {}

    public static NewCookie holding(OpenSession session) {
        return HostCookie.of(NAME, session.refreshToken(), session.refreshTokenLifetime());
    }

    public static NewCookie removed() {
        return HostCookie.of(NAME, "", Duration.ZERO);
    }
}
