package dev.tandem.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.auth.Operator;
import dev.tandem.auth.Person;
import dev.tandem.auth.mail.MailProfile;
import dev.tandem.auth.mail.Mailbox;
import dev.tandem.auth.secondfactor.Member;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusIntegrationTest
@TestProfile(MailProfile.class)
class UsersCommandIT {

    @TempDir
    Path directory;

    @Test
    void helpsAPersonBesideARunningService() throws Exception {
        // Were the command to send mail itself, it would land in the folder.
        var operator = new Operator(
                directory,
                Map.of(
                        "MAIL_DELIVERY",
                        "folder",
                        "MAIL_FOLDER",
                        directory.resolve("mail").toString(),
                        "MAIL_FROM",
                        "no-reply@tandem.example",
                        "APP_URL",
                        "https://todo.example.com"));
        try (var mailbox = Mailbox.open()) {
            var member = Member.enrolled();
            var person = member.person();

            done(operator.run("users", "disable-two-factor", person.email()));
            var session = person.logIn();
            session.then().statusCode(200);

            done(operator.run("users", "log-out", person.email()));
            Person.me(session.path("access_token")).then().statusCode(401);
            Person.refresh(session.path("refresh_token")).then().statusCode(401);

            done(operator.run("users", "send-reset", person.email()));
            mailbox.awaitOne(person.email(), "Choose a new password");
        }
        var withoutMail = new Operator(directory).run("users", "send-reset", "nobody@example.com");
        assertEquals(1, withoutMail.exit(), withoutMail.toString());
        assertEquals("Nobody has the address or the id nobody@example.com.\n", withoutMail.err());
    }

    private static void done(Operator.Outcome outcome) {
        assertEquals(0, outcome.exit(), outcome.toString());
    }
}
