package dev.tandem.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.UsualLimits;
import dev.tandem.auth.client.Client;
import dev.tandem.kit.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Database.class)
@TestProfile(UsualLimits.class)
class PasswordAttemptsTest {

    private static final int FAR_BEYOND_THE_LIMIT = 30;

    private final PasswordAttempts attempts;
    private final Client client = new Client(null, InetAddress.ofLiteral("192.0.2.1"));
    private final String email = Person.unique().email();

    PasswordAttemptsTest(PasswordAttempts attempts) {
        this.attempts = attempts;
    }

    @Test
    void doNotCountWhereThePasswordCouldNotBeChecked() {
        for (int i = 0; i < FAR_BEYOND_THE_LIMIT; i++) {
            var attempt = attempts.begin(email, client, Optional.empty());
            assertThrows(
                    Problem.class,
                    () -> attempts.orGiveBack(attempt, () -> {
                        throw Problem.of(503);
                    }));
        }
        assertEquals("checked", attempts.orGiveBack(attempts.begin(email, client, Optional.empty()), () -> "checked"));
    }
}
