package dev.tandem.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.kit.client.Network;
import dev.tandem.kit.problem.Problem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {

    private static final Network NETWORK = Network.of(InetAddress.getLoopbackAddress());

    private static final String PEPPER = "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";
    private static final String OTHER_PEPPER = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private record Config(
            int cost, String pepperId, String pepper, Optional<List<String>> previousPeppers, int queue, int threads)
            implements PasswordConfig {

        Config(int cost, String pepperId, String pepper, int queue, int threads) {
            this(cost, pepperId, pepper, Optional.empty(), queue, threads);
        }

        @Override
        public List<String> contextWords() {
            return List.of();
        }
    }

    private final PasswordHasher hasher = hasher(new Config(4, "1", PEPPER, 100, 2));

    @Test
    void matchesOnlyThePasswordThatWasHashed() {
        var hash = hasher.hash("violet umbrella");
        assertTrue(hasher.matches("violet umbrella", hash, Requester.of("ann")));
        assertFalse(hasher.matches("violet umbrellas", hash, Requester.of("ann")));
        assertFalse(hasher.matches("violet umbrella", null, Requester.of("ann")));
    }

    @Test
    void takesHalfACharacterForNoOther() {
        var imported = new PasswordHash(Bcrypt.hash("violet ? umbrella", 4), null);
        for (var hash : List.of(hasher.hash("violet ? umbrella"), imported)) {
            assertTrue(hasher.matches("violet ? umbrella", hash, Requester.of("ann")));
            assertFalse(hasher.matches("violet \uD83D umbrella", hash, Requester.of("ann")));
            assertFalse(hasher.matches("violet \uDE00 umbrella", hash, Requester.of("ann")));
        }
    }

    @Test
    void isNoUseWithoutThePepper() {
        var hash = hasher.hash("violet umbrella");
        assertFalse(
                hasher(new Config(4, "1", OTHER_PEPPER, 100, 2)).matches("violet umbrella", hash, Requester.of("ann")));
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
    void stillKnowsHashesMadeWithAnEarlierPepper() {
        var hash = hasher.hash("violet umbrella");
        var later = hasher(new Config(4, "2", OTHER_PEPPER, Optional.of(List.of("1:" + PEPPER)), 100, 2));
        assertTrue(later.matches("violet umbrella", hash, Requester.of("ann")));
        assertFalse(later.matches("violet umbrellas", hash, Requester.of("ann")));
        assertTrue(later.isOutdated(hash));
        assertFalse(later.isOutdated(later.hash("violet umbrella")));
    }

    @Test
    void refusesMoreThanItsQueueHolds() throws Exception {
        var narrow = hasher(new Config(10, "1", PEPPER, 1, 1));
        try (var clients = Executors.newCachedThreadPool()) {
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
        assertTrue(
                narrow.matches("violet umbrella", narrow.hash("violet umbrella"), Requester.of("ann")),
                "works again afterwards");
    }

    @Test
    void servesKnownDevicesInEverySecondTurnHoweverManyNetworksStrangersComeFrom() throws Exception {
        var config = new Config(4, "1", PEPPER, 100, 1);
        var metrics = new SimpleMeterRegistry();
        var work = new PasswordWork(config, () -> NETWORK, metrics);
        var served = new CopyOnWriteArrayList<String>();
        var busy = new CountDownLatch(1);
        var begin = new CountDownLatch(1);
        try (var clients = Executors.newCachedThreadPool()) {
            clients.submit(() -> work.call(Requester.NOBODY, () -> {
                busy.countDown();
                begin.await();
                return null;
            }));
            busy.await();
            for (int i = 1; i <= 4; i++) {
                var network = Network.of(InetAddress.ofLiteral("192.0.2." + i));
                clients.submit(() -> work.call(network, Requester.of("ann"), () -> served.add("stranger")));
            }
            for (int i = 0; i < 2; i++) {
                clients.submit(() -> work.call(NETWORK, new Requester("ann", true), () -> served.add("owner")));
            }
            var queue = metrics.get("auth.password.queue").gauge();
            while (queue.value() < 6) {
                Thread.onSpinWait();
            }
            begin.countDown();
        }
        assertEquals(List.of("owner", "stranger", "owner", "stranger", "stranger", "stranger"), served);
    }

    private static PasswordHasher hasher(PasswordConfig config) {
        var metrics = new SimpleMeterRegistry();
        return new PasswordHasher(
                config, new Peppers(config), new PasswordWork(config, () -> NETWORK, metrics), metrics);
    }
}
