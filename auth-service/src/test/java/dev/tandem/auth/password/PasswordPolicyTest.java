package dev.tandem.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordPolicyTest {

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

    private static PasswordPolicy policy(List<String> contextWords) {
        var config = new Config(contextWords);
        return new PasswordPolicy(new PasswordWork(config, new SimpleMeterRegistry()), config);
    }
}
