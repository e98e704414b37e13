package dev.tandem.auth.session;

import dev.tandem.kit.http.HostCookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/** The cookie by which a browser is recognised; it goes when somebody logs out there. */
public final class DeviceCookie {

    public static final String NAME = "__Host-device";

    /** Since the last log-in. */
    public static final Duration LIFETIME = Duration.ofDays(90);

    private DeviceCookie() {}

    public static NewCookie holding(String device) {
        return HostCookie.of(NAME, device, LIFETIME);
    }

    public static NewCookie removed() {
        return HostCookie.of(NAME, "", Duration.ZERO);
    }
}
