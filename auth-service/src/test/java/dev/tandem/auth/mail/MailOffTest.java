package dev.tandem.auth.mail;

import static dev.tandem.auth.Person.post;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the operator has no mail server. */
@QuarkusTest
@QuarkusTestResource(Database.class)
class MailOffTest {

    @Test
    void promisesNoMail() {
        var person = Person.unique();
        var here = person.signUp();
        assertNotConfigured(post("/auth/password/forgot", Map.of("email", person.email())));
        assertNotConfigured(post("/auth/email/verify/resend", Map.of("email", person.email())));
        assertNotConfigured(Person.withToken(here).post("/auth/email/verify/resend"));
        assertNotConfigured(Person.changeEmail(here, Person.unique().email(), person.password()));
    }

    @Test
    void keepsNothingForLater() {
        var person = Person.signedUp();
        person.signUp().then().statusCode(409);
        person.logIn().then().statusCode(200);
        assertEquals(0L, Database.query("select count(*) from outbox where topic like 'mail%'"));
    }

    private static void assertNotConfigured(Response answer) {
        answer.then().statusCode(404).body("code", equalTo("mail_not_configured"));
    }
}
