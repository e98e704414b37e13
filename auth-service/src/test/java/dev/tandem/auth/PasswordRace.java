package dev.tandem.auth;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Changes a person's password just when a request that has checked the old one is about to act on it. */
public final class PasswordRace {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String OTHER_HASH = "$2a$04$" + "x".repeat(53);

    private PasswordRace() {}

    public static Response changedDuring(Person person, Callable<Response> request) throws Exception {
        try (var client = Executors.newVirtualThreadPerTaskExecutor();
                var other = Database.connect()) {
            other.setAutoCommit(false);
            try (var statement =
                    other.prepareStatement("update account set password_hash = '" + OTHER_HASH + "' where email = ?")) {
                statement.setString(1, person.email());
                assertTrue(statement.executeUpdate() == 1);
            }
            var answer = client.submit(request);
            awaitOneWaitingForTheRow();
            other.commit();
            return answer.get();
        }
    }

    private static void awaitOneWaitingForTheRow() {
        var deadline = Instant.now().plus(PATIENCE);
        while (!Long.valueOf(1).equals(Database.query("select count(*) from pg_locks where not granted"))) {
            assertTrue(Instant.now().isBefore(deadline), "nobody waits for the account");
            Thread.onSpinWait();
        }
    }
}
