package dev.tandem.auth.password;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.web.Problem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {

    private static final String PEPPER = "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";
    private static final String OTHER_PEPPER = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private record Config(int cost, String pepperId, String pepper, int queue, int threads) implements PasswordConfig {}

    private final PasswordHasher hasher = hasher(new Config(4, "1", PEPPER, 100, 2));

    @Test
    void matchesOnlyThePasswordThatWasHashed() {
        var hash = hasher.hash("violet umbrella");
        assertTrue(hasher.matches("violet umbrella", hash));
        assertFalse(hasher.matches("violet umbrellas", hash));
        assertFalse(hasher.matches("violet umbrella", null));
    }

    @Test
    void isNoUseWithoutThePepper() {
        var hash = hasher.hash("violet umbrella");
        assertFalse(hasher(new Config(4, "1", OTHER_PEPPER, 100, 2)).matches("violet umbrella", hash));
        assertFalse(Bcrypt.matches("violet umbrella", hash.hash()));
    }

    @Test
    void callsALowerCostAnotherPepperOrNoneOutdated() {
        var hash = hasher.hash("violet umbrella");
        assertFalse(hasher.isOutdated(hash));
        assertTrue(hasher(new Config(5, "1", PEPPER, 100, 2)).isOutdated(hash));
        assertTrue(hasher(new Config(4, "2", PEPPER, 100, 2)).isOutdated(hash));
        assertTrue(hasher.isOutdated(new PasswordHash(hash.hash(), null)));
    }

    @Test
    void refusesMoreThanItsQueueHolds() throws Exception {
        var narrow = hasher(new Config(10, "1", PEPPER, 1, 1));
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<PasswordHash> work = () -> narrow.hash("violet umbrella");
            var answers =
                    IntStream.range(0, 30).mapToObj(_ -> clients.submit(work)).toList();
            int refused = 0;
            for (var answer : answers) {
                try {
                    answer.get();
                } catch (ExecutionException e) {
                    assertInstanceOf(Problem.class, e.getCause());
                    refused++;
                }
            }
            assertTrue(refused > 0 && refused < 30, refused + " refused");
        }
        assertTrue(narrow.matches("violet umbrella", narrow.hash("violet umbrella")), "works again afterwards");
    }

    private static PasswordHasher hasher(PasswordConfig config) {
        return new PasswordHasher(config, new SimpleMeterRegistry());
    }
}
