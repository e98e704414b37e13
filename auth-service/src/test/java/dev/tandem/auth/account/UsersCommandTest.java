package dev.tandem.auth.account;

import static dev.tandem.auth.mail.Mailbox.awaitEmptyOutbox;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.command.Terminal;
import dev.tandem.auth.mail.MailProfile;
import dev.tandem.auth.mail.Mailbox;
import dev.tandem.auth.secondfactor.Member;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(MailProfile.class)
class UsersCommandTest {

    private static final String SUBJECT = "Choose a new password";

    private final UsersCommand command;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Mailbox mailbox;

    UsersCommandTest(UsersCommand command) {
        this.command = command;
    }

    @BeforeEach
    void open() {
        mailbox = Mailbox.open();
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void logsSomebodyOutEverywhere() {
        var person = Person.unique();
        var sessions = List.of(person.signUp(), person.logIn());
        var other = Person.unique().signUp();

        assertEquals(0, run("log-out", person.email()), err.toString());
        assertEquals(id(person) + ": 2 sessions ended.\n", out.toString());
        for (var session : sessions) {
            Person.refresh(session.path("refresh_token")).then().statusCode(401);
            Person.me(session.path("access_token")).then().statusCode(401);
            assertNotNull(Database.query("select transaction from revocation where session_id = ?", sid(session)));
        }
        Person.me(other.path("access_token")).then().statusCode(200);
        person.logIn().then().statusCode(200);
        assertEquals("all 2, by an operator", detail(person, "session_ended"));
    }

    @Test
    void takesAnIdInPlaceOfAnAddress() {
        var person = Person.signedUp();
        assertEquals(0, run("log-out", id(person).toString()), err.toString());
        assertEquals(0, run("log-out", person.email().toUpperCase()), err.toString());
        assertEquals("%1$s: 1 session ended.\n%1$s: 0 sessions ended.\n".formatted(id(person)), out.toString());
        assertEquals(
                1L,
                Database.query(
                        "select count(*) from security_event where account_id = ? and type = 'session_ended'",
                        id(person)));
    }

    @Test
    void mailsALinkForANewPassword() {
        var person = Person.signedUp();
        assertEquals(0, run("send-reset", person.email()), err.toString());
        var token = mailbox.awaitOne(person.email(), SUBJECT).token();
        Person.post("/auth/password/reset", Map.of("token", token, "newPassword", "violet umbrella nine tigers"))
                .then()
                .statusCode(204);
        assertEquals("by an operator", detail(person, "password_reset_requested"));
        assertTrue(!(out + "" + err).contains(token), "nobody but the person sees the link");
    }

    @Test
    void mailsALinkHoweverManyStrangersAskedFor() {
        var person = Person.signedUp();
        Stream.generate(() -> Map.of("email", person.email()))
                .limit(5)
                .forEach(body ->
                        Person.post("/auth/password/forgot", body).then().statusCode(202));
        awaitEmptyOutbox();
        int sent = mailbox.of(person.email(), SUBJECT).size();
        assertTrue(sent < 5, "no limit was met");
        assertEquals(0, run("send-reset", person.email()), err.toString());
        mailbox.awaitLast(sent + 1, person.email(), SUBJECT);
    }

    @Test
    void turnsTwoFactorLogInOff() {
        var member = Member.enrolled();
        assertEquals(0, run("disable-two-factor", member.person().email()), err.toString());
        member.state().then().statusCode(200).body("enabled", is(false));
        member.person().logIn().then().statusCode(200);
        assertEquals("by an operator", detail(member.person(), "totp_disabled"));

        assertEquals(1, run("disable-two-factor", member.person().email()));
        assertEquals(id(member.person()) + ": two-factor log-in is off already.\n", err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"log-out", "send-reset", "disable-two-factor"})
    void saysThatThereIsNobody(String name) {
        for (var user : List.of("nobody@example.com", "019a0000-0000-7000-8000-000000000000", "nobody", "a\0@b.c")) {
            assertEquals(1, run(name, user));
            assertTrue(err.toString().endsWith("Nobody has the address or the id " + user + ".\n"), err.toString());
        }
        assertEquals("", out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "log-out", "log-out a@b.c d@e.f", "lock a@b.c", "import"})
    void explainsItself(String misspelt) {
        assertEquals(1, run(misspelt.isEmpty() ? new String[0] : misspelt.split(" ")));
        assertTrue(err.toString().startsWith("usage: auth-service users import"), err.toString());
        assertEquals("", out.toString());
    }

    private int run(String... arguments) {
        return command.run(
                Stream.concat(Stream.of("users"), Stream.of(arguments)).toList(),
                new Terminal(InputStream.nullInputStream(), new PrintStream(out, true), new PrintStream(err, true)));
    }

    private static UUID id(Person person) {
        return (UUID) Database.query("select id from account where email = ?", person.email());
    }

    private static UUID sid(Response session) {
        return UUID.fromString(Person.decoded(session.path("access_token"), 1).getString("sid"));
    }

    private static Object detail(Person person, String type) {
        return Database.query(
                "select detail from security_event where account_id = ? and type = ? order by id desc",
                id(person),
                type);
    }
}
