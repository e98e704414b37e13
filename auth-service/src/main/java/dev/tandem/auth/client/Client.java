package dev.tandem.auth.client;

import dev.tandem.kit.client.Network;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Who calls, as far as can be seen from outside.
 *
 * @param userAgent as sent, cut to 512 characters; null where there is none
 */
public record Client(String userAgent, InetAddress address) {

    private static final int USER_AGENT_LENGTH = 512;

    public Client {
        if (userAgent != null && userAgent.length() > USER_AGENT_LENGTH) {
            userAgent = userAgent.substring(0, USER_AGENT_LENGTH);
        }
    }

    /** What tells this client from others, of which one person may have any number of addresses. */
    public Network network() {
        return Network.of(address);
    }

    /** The site that its network is one of 65,536 of; empty for IPv4. */
    public Optional<Network> site() {
        return Network.siteOf(address);
    }

    /** What one client can hold at most: an IPv4 address, or the site that its IPv6 address is in. */
    public Network widestNetwork() {
        return site().orElseGet(this::network);
    }
}
