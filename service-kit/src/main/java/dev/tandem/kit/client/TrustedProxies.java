package dev.tandem.kit.client;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The proxies in front, and what they say of where a request comes from ({@code X-Forwarded-For}). Each appends the
 * address it was called from; what stands before that may have been made up by the client. So the list is read from its
 * end, for as long as it is a trusted proxy that speaks.
 */
@Singleton
public class TrustedProxies {

    /** An address as proxies write it: with or without a port, IPv6 in brackets or not. No host name, no scope. */
    private static final Pattern HOP = Pattern.compile(
            "((?:\\d{1,3}\\.){3}\\d{1,3})(?::\\d{1,5})?|\\[([0-9A-Fa-f:.]{2,45})](?::\\d{1,5})?|([0-9A-Fa-f]*:[0-9A-Fa-f:.]{1,44})");

    private final List<Network> proxies;

    TrustedProxies(ClientConfig config) {
        this.proxies = config.trustedProxies().orElse(List.of()).stream()
                .map(Network::parse)
                .toList();
    }

    /** Where a request comes from, whether or not the server itself reads forwarding headers. */
    public InetAddress client(HttpServerRequest request) {
        // Without the network interface that a link-local address may name, which no database column takes.
        var peer = InetAddress.ofLiteral(
                request.connection().remoteAddress().hostAddress().split("%", 2)[0]);
        return client(peer, request.headers().getAll("X-Forwarded-For"));
    }

    /**
     * The first address from the end that is no trusted proxy's; the last trustworthy one where what comes before it is
     * no address.
     *
     * @param peer who is connected to this service
     * @param forwardedFor the header's lines in their order
     */
    InetAddress client(InetAddress peer, List<String> forwardedFor) {
        var hops = forwardedFor.stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .toList()
                .reversed();
        var client = peer;
        for (var hop : hops) {
            if (!isTrusted(client)) {
                return client;
            }
            var before = parse(hop.strip());
            if (before.isEmpty()) {
                return client;
            }
            client = before.get();
        }
        return client;
    }

    public boolean isTrusted(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    private static Optional<InetAddress> parse(String hop) {
        var matcher = HOP.matcher(hop);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return IntStream.rangeClosed(1, matcher.groupCount())
                    .mapToObj(matcher::group)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(InetAddress::ofLiteral);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
