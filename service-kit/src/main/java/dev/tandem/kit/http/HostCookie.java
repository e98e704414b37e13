package dev.tandem.kit.http;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/** Cookies no script can read and no other site can send: {@code __Host-} ties them to this one host over HTTPS. */
public final class HostCookie {

    private HostCookie() {}

    /** @param name starts with {@code __Host-} */
    public static NewCookie of(String name, String value, Duration lifetime) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(Math.toIntExact(lifetime.toSeconds()))
                .secure(true)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
