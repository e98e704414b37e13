package dev.tandem.kit.client;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.AssertTrue;
import java.util.List;
import java.util.Optional;

/** Whose word is taken for where a request comes from. */
@ConfigMapping(prefix = "client")
interface ClientConfig {

    /** Addresses and networks of the proxies in front; everybody else's forwarding headers are made up. */
    Optional<List<String>> trustedProxies();

    @AssertTrue(
            message = "(TRUSTED_PROXIES) must be addresses or networks, such as 10.0.0.0/8, with commas between them")
    default boolean isEveryTrustedProxyANetwork() {
        try {
            trustedProxies().ifPresent(proxies -> proxies.forEach(Network::parse));
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
