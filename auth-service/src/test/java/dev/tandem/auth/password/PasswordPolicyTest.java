package dev.tandem.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.kit.client.Network;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PasswordPolicyTest {

    private static final String RANDOM = "k7Qx9vTz2mWp4LrB8nYd";
    private static final Network NETWORK = Network.of(InetAddress.getLoopbackAddress());

    private record Config(List<String> contextWords) implements PasswordConfig {

        @Override
        public int cost() {
            return 4;
        }

        @Override
        public String pepperId() {
            return "1";
        }

        @Override
        public String pepper() {
            return "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";
        }

        @Override
        public Optional<List<String>> previousPeppers() {
            return Optional.empty();
        }

        @Override
        public int queue() {
            return 1;
        }

        @Override
        public int threads() {
            return 1;
        }
    }

    @Test
    void aNameOfTheProductMakesNoPasswordStrong() {
        var password = "Quokkavale2026";
        assertEquals(Optional.empty(), policy(List.of()).objectionTo(password, List.of()));
        assertTrue(
                policy(List.of("quokkavale")).objectionTo(password, List.of()).isPresent());
    }

    @ParameterizedTest
    @MethodSource
    void judgesWhatMakesAPasswordStrong(String password) {
        assertEquals(Optional.empty(), policy(List.of()).objectionTo(password, List.of()));
    }

    static Stream<String> judgesWhatMakesAPasswordStrong() {
        return Stream.of(
                RANDOM,
                "a".repeat(32) + RANDOM,
                RANDOM + "a".repeat(32),
                "a".repeat(40) + RANDOM + "a".repeat(40),
                "a".repeat(128 - RANDOM.length()) + RANDOM);
    }

    @ParameterizedTest
    @MethodSource
    void isNotDeceivedByLength(String password) {
        assertTrue(policy(List.of()).objectionTo(password, List.of()).isPresent());
    }

    static Stream<String> isNotDeceivedByLength() {
        return Stream.of(
                "a".repeat(128),
                "password".repeat(16),
                "qwertyuiop".repeat(6),
                "1234567890".repeat(12),
                "abc".repeat(40),
                "a".repeat(32) + "password" + "b".repeat(32));
    }

    @Test
    void refusesHalfACharacterAndWhatIsTooLongToNormalise() {
        var policy = policy(List.of());
        assertEquals(
                Optional.of("Leave out the character that is incomplete."),
                policy.objectionTo("correct horse \uD83D battery staple", List.of()));
        assertEquals(
                Optional.of("Use at most 128 characters."), policy.objectionTo("\u0301".repeat(31_000), List.of()));
        // Four code points each before NFC.
        assertEquals(Optional.empty(), policy.objectionTo(RANDOM + "\u03B1\u0313\u0300\u0345".repeat(108), List.of()));
    }

    private static PasswordPolicy policy(List<String> contextWords) {
        var config = new Config(contextWords);
        return new PasswordPolicy(new PasswordWork(config, () -> NETWORK, new SimpleMeterRegistry()), config);
    }
}
