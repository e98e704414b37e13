package dev.tandem.auth.account;

import static dev.tandem.auth.TimingComparison.assertAlike;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hashes that were not made the way they are today, and what their age could give away. */
@QuarkusTest
@QuarkusTestResource(Database.class)
@TestProfile(CostlyHashes.class)
class OldHashTest {

    private static final String WRONG = "a wrong passphrase here";

    private Person person;

    @BeforeEach
    void signUp() {
        person = Person.signedUp();
    }

    /** All of "correct horse battery staple" at cost 4, made by libxcrypt. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a lower cost,      2, $2a$04$abcdefghijklmnopqrstuuLdFsCswMDcPev0c3Dtg4eqCE348apDC",
        "an earlier pepper, 1, $2a$04$abcdefghijklmnopqrstuuH6iuYdLG.AfwtBVQqewkIxWyuyQttk.",
        "plain $2a$,         , $2a$04$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG",
        "plain $2b$,         , $2b$04$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG",
        "plain $2y$,         , $2y$04$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG",
    })
    void isReplacedByTheRightPasswordAlone(String kind, String pepper, String hash) {
        store(hash, pepper);
        person.logIn(WRONG).then().statusCode(401);
        assertEquals(hash, stored("password_hash"));
        person.logIn().then().statusCode(200);
        assertTrue(stored("password_hash").startsWith("$2a$10$"), kind);
        assertEquals("2", stored("pepper_id"));
        var renewed = stored("password_hash");
        person.logIn().then().statusCode(200);
        assertEquals(renewed, stored("password_hash"));
    }

    @Test
    void takesAsLongForAnUnknownAddressAsForAWrongPassword() {
        assertAlike(401, () -> person.logIn(WRONG), () -> Person.unique().logIn(WRONG));
    }

    @Test
    void takesAsLongForAnUnknownAddressAsForAWrongPasswordToAnOldHash() {
        store("$2b$04$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG", null);
        assertAlike(401, () -> person.logIn(WRONG), () -> Person.unique().logIn(WRONG));
    }

    @Test
    void takesAsLongForAPasswordThatIsTooLongWhateverTheHash() {
        var marks = "\u0301\u0316".repeat(15_500); // in an order that normalisation has to change
        var imported = Person.signedUp();
        store("$2b$04$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG", null, imported);
        assertTimeout(Duration.ofSeconds(2), () -> person.logIn(marks).then().statusCode(401));
        assertAlike(401, () -> person.logIn(marks), () -> imported.logIn(marks));
        assertAlike(401, () -> person.logIn(marks), () -> Person.unique().logIn(marks));
    }

    private void store(String hash, String pepper) {
        store(hash, pepper, person);
    }

    private static void store(String hash, String pepper, Person person) {
        assertEquals(
                1,
                Database.update(
                        "update account set password_hash = ?, pepper_id = ? where email = ?",
                        hash,
                        pepper,
                        person.email()));
    }

    private String stored(String column) {
        return (String) Database.query("select %s from account where email = ?".formatted(column), person.email());
    }
}
