package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.local.Service;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The production profile does not start on guesses. */
class ConfigurationIT {

    private static final List<String> OF_TODO =
            List.of("DB_URL", "DB_USERNAME", "DB_PASSWORD", "AUTH_ISSUER", "AUTH_REVOCATIONS_URL");
    private static final List<String> OF_AUTH = List.of(
            "DB_URL",
            "DB_USERNAME",
            "DB_PASSWORD",
            "AUTH_ISSUER",
            "TODO_SERVICE_URL",
            "KEY_ENCRYPTION_KEY",
            "PASSWORD_PEPPER");
    /** Asked for only where the service itself migrates, as it does unless it is told not to. */
    private static final List<String> TO_MIGRATE = List.of("DB_OWNER_USERNAME", "DB_OWNER_PASSWORD");

    /** Asked for unless mail is switched off. */
    private static final List<String> TO_SEND_MAIL = List.of("SMTP_HOST", "MAIL_FROM", "APP_URL");

    private static final List<String> SECRETS =
            List.of("DB_PASSWORD", "DB_OWNER_PASSWORD", "KEY_ENCRYPTION_KEY", "PASSWORD_PEPPER");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private TestPair pair;

    @BeforeEach
    void prepare() {
        pair = TestPair.prepare(ConfigurationIT.class);
    }

    @AfterEach
    void stop() {
        pair.close();
    }

    @Test
    void authServiceNamesEverythingThatIsMissing() {
        assertNamesWhatIsMissing(pair.auth(), OF_AUTH);
    }

    @Test
    void todoServiceNamesEverythingThatIsMissing() {
        assertNamesWhatIsMissing(pair.todo(), OF_TODO);
    }

    @Test
    void bothNameTheOwnersCredentialsTheyMigrateWith() {
        assertNamesWhatIsMissing(pair.auth(), TO_MIGRATE);
        assertNamesWhatIsMissing(pair.todo(), TO_MIGRATE);
    }

    @Test
    void authServiceNamesWhatItNeedsToSendMail() {
        assertNamesWhatIsMissing(pair.auth().without("MAIL_DELIVERY"), TO_SEND_MAIL);
    }

    @Test
    void bothNameATimeoutThatTheDatabaseWouldNotUnderstand() {
        for (var service : List.of(pair.auth(), pair.todo())) {
            var output = outputOfFailedStart(service.with("DB_STATEMENT_TIMEOUT", "soon"));
            assertTrue(output.contains("DB_STATEMENT_TIMEOUT"), output);
        }
    }

    @Test
    void neitherPrintsASecretWhenItCannotStart() {
        for (var service : List.of(pair.auth(), pair.todo())) {
            var output = outputOfFailedStart(service.without("AUTH_ISSUER"));
            assertTrue(output.contains("AUTH_ISSUER"), output);
            service.settings()
                    .forEach((variable, value) -> assertFalse(
                            SECRETS.contains(variable) && output.contains(value),
                            () -> variable + " was printed: " + output));
        }
    }

    private static void assertNamesWhatIsMissing(Service service, List<String> variables) {
        variables.forEach(service::without);
        var output = outputOfFailedStart(service);
        assertAll(variables.stream()
                .map(variable -> () -> assertTrue(output.contains(variable), variable + " is not named in " + output)));
    }

    private static String outputOfFailedStart(Service service) {
        var process = service.start();
        assertNotEquals(0, process.awaitEnd(LIMIT));
        return String.join("\n", process.lastLines());
    }
}
