package dev.tandem.kit.client;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A range of addresses, such as {@code 192.0.2.0/24} or {@code 2001:db8::/64}.
 *
 * @param first its lowest address
 * @param length how many leading bits all its addresses share
 */
public record Network(InetAddress first, int length) {

    /** What one subscriber is given, and can choose addresses from at will. */
    private static final int IPV6_SUBSCRIBER = 64;
    /** What one site is given at most (RFC 6177), and a tunnel broker gives to anybody: 65,536 subscribers' networks. */
    private static final int IPV6_SITE = 48;

    public Network {
        first = lowest(first, length);
    }

    /**
     * What tells one client from another: an IPv4 address, or the IPv6 network it is in. An IPv4-mapped IPv6 address is an
     * IPv4 address: {@link InetAddress} never holds the mapped form.
     */
    public static Network of(InetAddress address) {
        return new Network(address, address instanceof Inet4Address ? Integer.SIZE : IPV6_SUBSCRIBER);
    }

    /** What one holder of an IPv6 site can choose networks from at will; empty for IPv4. */
    public static Optional<Network> siteOf(InetAddress address) {
        return address instanceof Inet4Address ? Optional.empty() : Optional.of(new Network(address, IPV6_SITE));
    }

    public boolean isSite() {
        return length == IPV6_SITE && !(first instanceof Inet4Address);
    }

    /** @throws IllegalArgumentException where {@code text} is neither an address nor a network */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            var address = InetAddress.ofLiteral(text);
            return new Network(address, bits(address));
        }
        var address = InetAddress.ofLiteral(text.substring(0, slash));
        int length = Integer.parseInt(text.substring(slash + 1));
        if (length < 0 || length > bits(address)) {
            throw new IllegalArgumentException("No such network: " + text);
        }
        return new Network(address, length);
    }

    boolean contains(InetAddress address) {
        return bits(address) == bits(first) && lowest(address, length).equals(first);
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + length;
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static InetAddress lowest(InetAddress address, int length) {
        var bytes = address.getAddress();
        int whole = length / Byte.SIZE;
        if (whole < bytes.length) {
            bytes[whole] &= (byte) (0xFF00 >> length % Byte.SIZE);
            Arrays.fill(bytes, whole + 1, bytes.length, (byte) 0);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
