package dev.tandem.kit.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "192.0.2.7,            192.0.2.0/24,    true",
        "192.0.3.7,            192.0.2.0/24,    false",
        "192.0.2.255,          192.0.2.9/24,    true",
        "172.31.255.255,       172.16.0.0/12,   true",
        "172.32.0.0,           172.16.0.0/12,   false",
        "192.0.2.7,            192.0.2.7,       true",
        "192.0.2.8,            192.0.2.7,       false",
        "203.0.113.7,          0.0.0.0/0,       true",
        "::1,                  0.0.0.0/0,       false",
        "2001:db8:0:1::7,      2001:db8:0:1::/64, true",
        "2001:db8:0:2::7,      2001:db8:0:1::/64, false",
        "2001:db8::7,          2001:db8::7,     true",
        "::ffff:192.0.2.7,     192.0.2.0/24,    true",
    })
    void contains(String address, String network, boolean contained) {
        assertEquals(contained, Network.parse(network).contains(InetAddress.ofLiteral(address)));
    }

    @Test
    void isTheAddressItselfOfAnIpv4ClientAndTheSubscribersOfAnIpv6One() {
        assertEquals(of("192.0.2.7"), of("::ffff:192.0.2.7"));
        assertNotEquals(of("192.0.2.7"), of("192.0.2.8"));
        assertEquals(of("2001:db8:0:1::7"), of("2001:db8:0:1:ffff:ffff:ffff:ffff"));
        assertNotEquals(of("2001:db8:0:1::7"), of("2001:db8:0:2::7"));
        assertEquals("2001:db8:0:1:0:0:0:0/64", of("2001:db8:0:1::7").toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"192.0.2.7", "::ffff:192.0.2.7", "::FFFF:c000:207", "0:0:0:0:0:ffff:192.0.2.7"})
    void isTheSameOfAMappedAddressAndHasNoSite(String address) {
        assertEquals("192.0.2.7/32", of(address).toString());
        assertEquals(Optional.empty(), Network.siteOf(InetAddress.ofLiteral(address)));
    }

    @Test
    void hasASiteOfManySubscribersOverIpv6() {
        assertEquals(
                "2001:db8:7:0:0:0:0:0/48",
                Network.siteOf(InetAddress.ofLiteral("2001:db8:7:ffff::1"))
                        .orElseThrow()
                        .toString());
        assertNotEquals(
                Network.siteOf(InetAddress.ofLiteral("2001:db8:7::1")),
                Network.siteOf(InetAddress.ofLiteral("2001:db8:8::1")));
    }

    private static Network of(String address) {
        return Network.of(InetAddress.ofLiteral(address));
    }
}
