package dev.tandem.auth.mail;

import static dev.tandem.auth.mail.Mailbox.await;
import static dev.tandem.auth.mail.Mailbox.awaitEmptyOutbox;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.mail.Mailbox.Mood;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@TestProfile(MailProfile.class)
class MailDeliveryTest {

    private static final String SUBJECT = "Confirm your e-mail address";

    @Test
    void sendsPlainTextAndHtmlOverAnEncryptedConnection() {
        try (var mailbox = Mailbox.open()) {
            var person = Person.signedUp();
            var mail = mailbox.awaitOne(person.email(), SUBJECT);
            assertTrue(mailbox.encrypted() > 0);
            assertEquals("Tandem <no-reply@tandem.example>", mail.header("From"));
            assertEquals("auto-generated", mail.header("Auto-Submitted"));
            assertTrue(mail.header("Message-ID").matches("<[0-9a-f-]{36}@tandem.example>"), mail.header("Message-ID"));
            assertTrue(mail.header("Date").endsWith(" GMT"), mail.header("Date"));
            assertTrue(mail.plain().startsWith("Hello,\n\n"), mail.plain());
            assertTrue(mail.html().contains("<p>Hello,</p>"), mail.html());
            assertTrue(mail.html().contains("#token=" + mail.token() + "\""), mail.html());
        }
    }

    @Test
    void losesNoMailWhileNobodyListens() {
        var people = Stream.generate(Person::signedUp).limit(3).toList();
        await(() -> attempts() >= 1);
        try (var mailbox = Mailbox.open()) {
            assertAllArriveOnce(mailbox, people);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"BUSY", "SILENT"})
    void losesNoMailWhileTheServerIsOutOfOrder(Mood mood) {
        try (var mailbox = Mailbox.open(mood)) {
            var people = Stream.generate(Person::signedUp).limit(3).toList();
            await(() -> attempts() >= 1);
            people.forEach(person -> assertEquals(List.of(), mailbox.to(person.email())));
            mailbox.become(Mood.WELL);
            assertAllArriveOnce(mailbox, people);
        }
    }

    @Test
    void givesUpAMailThatCannotBeSent() {
        double refused = refused();
        try (var _ = Mailbox.open()) {
            var impossible = "j\u00f6rg" + Person.unique().email();
            new Person(impossible, "correct horse battery staple")
                    .signUp()
                    .then()
                    .statusCode(201);
            awaitEmptyOutbox();
            assertEquals(refused + 1, refused());
        }
    }

    private static void assertAllArriveOnce(Mailbox mailbox, List<Person> people) {
        hurry();
        awaitEmptyOutbox();
        people.forEach(
                person -> assertEquals(1, mailbox.of(person.email(), SUBJECT).size()));
    }

    /** Of the mail that was tried least; one that is being tried is leased for longer than it would pause. */
    private static long attempts() {
        return (long) Database.query("""
                select coalesce(min(attempts - (due_at > clock_timestamp() + interval '30 seconds')::int), 0)::bigint
                from outbox where topic = 'mail'""");
    }

    private static void hurry() {
        Database.update("update outbox set due_at = clock_timestamp()");
    }

    private static double refused() {
        var metrics = given().port(Database.managementPort()).get("/q/metrics").asString();
        var matcher = Pattern.compile("(?m)^auth_mails_total\\{outcome=\"refused\"\\} (\\S+)")
                .matcher(metrics);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
    }
}
