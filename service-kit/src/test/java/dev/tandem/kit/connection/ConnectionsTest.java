package dev.tandem.kit.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two connections from one client at most, a hundred in all. */
class ConnectionsTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final Connections connections = new Connections(
            new ConnectionPolicy(LONG, LONG, LONG, 2, 100, 1 << 20, address -> false),
            new ConnectionMetrics(new SimpleMeterRegistry()),
            null);

    @Test
    void closesTheOneThatHasWaitedLongestOfAClientWithTooMany() {
        var first = connect("2001:db8:1:1::1");
        var second = connect("2001:db8:1:1::2");
        var third = connect("2001:db8:1:1:ffff::3");
        assertEquals("closed open open", states(first, second, third));
    }

    @Test
    void countsTheNetworksOfAnIpv6SiteTogether() {
        var site = IntStream.range(0, 9)
                .mapToObj(i -> connect("2001:db8:1:%x::1".formatted(i)))
                .toArray(EmbeddedChannel[]::new);
        var other = connect("2001:db8:2::1");
        assertEquals("closed" + " open".repeat(8), states(site));
        assertEquals("open", states(other));
    }

    @Test
    void countsWhatWasClosedNoMore() {
        for (int i = 0; i < 20; i++) {
            connect("2001:db8:1:1::1").close();
        }
        var first = connect("2001:db8:1:1::1");
        connect("2001:db8:1:1::1");
        assertEquals("open", states(first));
    }

    private EmbeddedChannel connect(String address) {
        var remote = new InetSocketAddress(InetAddress.ofLiteral(address), 1);
        return new EmbeddedChannel(new ConnectionHandler(connections, System::nanoTime)) {
            @Override
            public SocketAddress remoteAddress() {
                return remote;
            }
        };
    }

    private static String states(EmbeddedChannel... channels) {
        return IntStream.range(0, channels.length)
                .mapToObj(i -> {
                    channels[i].runPendingTasks();
                    return channels[i].isOpen() ? "open" : "closed";
                })
                .collect(Collectors.joining(" "));
    }
}
