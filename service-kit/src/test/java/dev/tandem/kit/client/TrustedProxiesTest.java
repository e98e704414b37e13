package dev.tandem.kit.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String LAST_PROXY = "10.0.0.1";

    private final TrustedProxies proxies = behind("10.0.0.0/8", "2001:db8:ffff::/48", "192.0.2.80");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                // What the client sent stands before what the proxies add.
                "203.0.113.7                                 | 203.0.113.7",
                "198.51.100.1, 203.0.113.7                   | 203.0.113.7",
                "10.9.9.9, 203.0.113.7                       | 203.0.113.7",
                "203.0.113.7, 192.0.2.80, 10.0.0.2           | 203.0.113.7",
                "198.51.100.1,203.0.113.7,10.0.0.2           | 203.0.113.7",
                "203.0.113.7, 2001:db8:ffff::2               | 203.0.113.7",
                // A client of one's own network.
                "10.0.0.9                                    | 10.0.0.9",
                "10.0.0.9, 10.0.0.2                          | 10.0.0.9",
                // Ports, brackets, mapped addresses.
                "203.0.113.7:50123                           | 203.0.113.7",
                "[2001:db8::7]:50123                         | 2001:db8::7",
                "[2001:db8::7]                               | 2001:db8::7",
                "2001:DB8::7                                 | 2001:db8::7",
                "::ffff:203.0.113.7                          | 203.0.113.7",
                "203.0.113.7, ::ffff:10.0.0.2                | 203.0.113.7",
            })
    void takesTheLastHopThatIsNoTrustedProxy(String forwardedFor, String client) {
        assertEquals(InetAddress.ofLiteral(client), client(forwardedFor));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "unknown",
                "_hidden",
                "203.0.113.7, unknown",
                "203.0.113.7,",
                "999.1.1.1",
                "1.2.3",
                "0x7f000001",
                "2130706433",
                "localhost",
                "www.example.com",
                "fe80::1%eth0",
                "[2001:db8::7",
                "2001:db8::7]",
                "::1::2",
                "203.0.113.7:port",
                "203.0.113.7 10.0.0.2",
                "<script>",
                "for=203.0.113.7",
                "٢٠٣.0.113.7"
            })
    void staysWithTheLastTrustworthyHopWhereThereIsNoAddressBeforeIt(String forwardedFor) {
        assertEquals(InetAddress.ofLiteral(LAST_PROXY), client(forwardedFor));
    }

    @Test
    void readsAllLinesInTheirOrder() {
        assertEquals(InetAddress.ofLiteral("203.0.113.7"), client("198.51.100.1", "203.0.113.7", "10.0.0.2"));
    }

    @Test
    void believesNobodyElse() {
        var peer = InetAddress.ofLiteral("198.51.100.9");
        assertEquals(peer, proxies.client(peer, List.of("203.0.113.7")));
        var loopback = InetAddress.ofLiteral("127.0.0.1");
        assertEquals(loopback, behind().client(loopback, List.of("203.0.113.7")));
    }

    @Test
    void survivesAHeaderOfNothingButHops() {
        assertEquals(InetAddress.ofLiteral("10.0.0.3"), client("10.0.0.3,".repeat(5000) + "10.0.0.3"));
        assertEquals(InetAddress.ofLiteral(LAST_PROXY), client(":".repeat(100_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/", "/8", "proxy", "", "10.0.0.0/8/8"})
    void areAddressesOrNetworks(String network) {
        assertFalse(config(network).isEveryTrustedProxyANetwork());
        assertTrue(config("10.0.0.0/8", "::1", "0.0.0.0/0", "2001:db8::/29").isEveryTrustedProxyANetwork());
    }

    private InetAddress client(String... forwardedFor) {
        return proxies.client(InetAddress.ofLiteral(LAST_PROXY), List.of(forwardedFor));
    }

    private static TrustedProxies behind(String... networks) {
        return new TrustedProxies(config(networks));
    }

    private static ClientConfig config(String... networks) {
        return () -> Optional.of(List.of(networks));
    }
}
