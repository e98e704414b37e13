package dev.tandem.auth.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is of no use after a while. */
@QuarkusTest
@TestProfile(MailProfile.class)
class MailExpiryTest {

    private final MailDelivery delivery;
    private final MailTokens tokens;
    private final MailQuota quota;
    private final ObjectMapper json;

    MailExpiryTest(MailDelivery delivery, MailTokens tokens, MailQuota quota, ObjectMapper json) {
        this.delivery = delivery;
        this.tokens = tokens;
        this.quota = quota;
        this.json = json;
    }

    @Test
    void sendsNoMailWhoseLinkHasExpired() throws Exception {
        var person = Person.unique();
        try (var mailbox = Mailbox.open()) {
            delivery.deliver(UUID.randomUUID(), letter(person, Instant.now().minusSeconds(1)));
            assertEquals(List.of(), mailbox.to(person.email()));
            delivery.deliver(UUID.randomUUID(), letter(person, Instant.now().plusSeconds(60)));
            mailbox.awaitOne(person.email(), "Subject");
        }
    }

    @Test
    void leavesAMailToTheOutboxThatWasNotTaken() {
        var person = Person.unique();
        assertThrows(
                IOException.class,
                () -> delivery.deliver(
                        UUID.randomUUID(), letter(person, Instant.now().plusSeconds(60))));
    }

    @Test
    void recognisesAMailThatIsSentAgain() throws Exception {
        var person = Person.unique();
        var id = UUID.randomUUID();
        try (var mailbox = Mailbox.open()) {
            for (int i = 0; i < 2; i++) {
                delivery.deliver(id, letter(person, Instant.now().plusSeconds(60)));
            }
            var ids = mailbox.to(person.email()).stream()
                    .map(mail -> mail.header("Message-ID"))
                    .toList();
            assertEquals(List.of("<" + id + "@tandem.example>", "<" + id + "@tandem.example>"), ids);
        }
    }

    @Test
    void deletesTokensAndCountsWhoseTimeIsOver() {
        var person = Person.signedUp();
        Mailbox.await(() -> counts(person) == 1 && tokens(person) == 1);
        tidy();
        assertTrue(counts(person) == 1 && tokens(person) == 1);
        Database.update("update counted_mail set at = at - interval '61 minutes'");
        Database.update("update mailed_token set expires_at = expires_at - interval '25 hours'");
        tidy();
        assertTrue(counts(person) == 0 && tokens(person) == 0);
    }

    private void tidy() {
        QuarkusTransaction.requiringNew().run(() -> {
            tokens.deleteExpired(1000);
            quota.deleteExpired(1000);
        });
    }

    private static long counts(Person person) {
        return (long) Database.query(
                "select count(*) from counted_mail c join account a on a.id = c.account_id where email = ?",
                person.email());
    }

    private static long tokens(Person person) {
        return (long) Database.query(
                "select count(*) from mailed_token t join account a on a.id = t.account_id where a.email = ?",
                person.email());
    }

    private String letter(Person to, Instant goodUntil) throws IOException {
        return json.writeValueAsString(
                new Letter(to.email(), "Subject", "Text\n", "<p>Text</p>\n", Instant.now(), goodUntil));
    }
}
