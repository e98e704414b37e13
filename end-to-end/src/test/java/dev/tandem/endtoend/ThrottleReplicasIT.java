package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What may be done so often may be done no oftener where there are several instances to ask. */
class ThrottleReplicasIT {

    private static TestPair pair;
    private static Replicas auths;

    @BeforeAll
    static void start() {
        pair = TestPair.prepare(ThrottleReplicasIT.class);
        auths = Replicas.of(pair, pair.auth().with("PASSWORD_BCRYPT_COST", "4"), 2);
        auths.start();
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @Test
    void tenOfFortyGuessesAtOnceOverBothAreChecked() throws Exception {
        var person = Person.signUp(pair);
        assertTenOfForty(person.email());
        assertEquals(429, guess(0, person.email()).status());
        assertEquals(429, guess(1, person.email()).status());
    }

    @Test
    void theSameGoesForAnAddressWithoutAnAccount() throws Exception {
        assertTenOfForty("nobody@example.com");
    }

    private static void assertTenOfForty(String email) throws InterruptedException {
        var answers = guessesAtOnce(40, email);
        assertEquals(
                10, answers.stream().filter(answer -> answer.status() == 401).count());
        for (var answer : answers) {
            if (answer.status() != 401) {
                answer.expecting(429);
                int seconds = Integer.parseInt(answer.header("Retry-After"));
                assertTrue(seconds > 0 && seconds <= 15 * 60, "Retry-After: " + seconds);
            }
        }
    }

    private static List<Answer> guessesAtOnce(int count, String email) throws InterruptedException {
        try (var clients = Executors.newFixedThreadPool(count)) {
            var guesses = IntStream.range(0, count)
                    .mapToObj(turn -> clients.submit(() -> guess(turn, email)))
                    .toList();
            clients.shutdown();
            assertTrue(clients.awaitTermination(1, TimeUnit.MINUTES));
            return guesses.stream().map(Future::resultNow).toList();
        }
    }

    private static Answer guess(int turn, String email) {
        return Call.post(auths.address(turn), "/auth/login", """
                        {"email": "%s", "password": "not the password"}""".formatted(email))
                .send();
    }
}
