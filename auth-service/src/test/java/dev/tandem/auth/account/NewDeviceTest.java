package dev.tandem.auth.account;

import static dev.tandem.auth.mail.Mailbox.awaitEmptyOutbox;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.mail.MailProfile;
import dev.tandem.auth.mail.Mailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(MailProfile.class)
class NewDeviceTest {

    private static final String SUBJECT = "A new device logged in";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:%d.0) Gecko/20100101 Firefox/%1$d.0";
    private static final String CURL = "curl/8.7.1";

    private Mailbox mailbox;
    private Person person;

    @BeforeEach
    void signUp() {
        mailbox = Mailbox.open();
        person = Person.unique();
        send("/auth/signup", FIREFOX.formatted(141), 201);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void isToldOfWithTimeAddressAndBrowser() {
        logIn(CURL);
        var mail = mailbox.awaitOne(person.email(), SUBJECT);
        assertTrue(mail.plain().matches("(?s).*\nWhen: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\n.*"), mail.plain());
        assertTrue(mail.plain().contains("\nFrom: 127.0.0.1\n"), mail.plain());
        assertTrue(mail.plain().contains("\nWith: curl\n"), mail.plain());
        assertTrue(mail.plain().contains("\nhttps://todo.example.com/forgot-password\n"), mail.plain());
        assertTrue(mail.html().contains("<p>With: curl</p>"), mail.html());
    }

    @Test
    void isNewOnce() {
        logIn(CURL);
        mailbox.awaitOne(person.email(), SUBJECT);
        logIn(CURL);
        assertNoFurtherNotice(1);
    }

    @Test
    void isNotNewAfterAnUpdateOrInTheSameNetwork() {
        logIn(FIREFOX.formatted(141));
        logIn(FIREFOX.formatted(142));
        cameFrom("127.0.0.99");
        logIn(FIREFOX.formatted(142));
        assertNoFurtherNotice(0);
    }

    @Test
    void isNewInAnotherNetwork() {
        cameFrom("127.0.1.1");
        logIn(FIREFOX.formatted(141));
        mailbox.awaitOne(person.email(), SUBJECT);
    }

    @Test
    void isNewWhereOnlyTheOtherVersionOfTheProtocolWasUsed() {
        cameFrom("2001:db8::7f00:1");
        logIn(FIREFOX.formatted(141));
        mailbox.awaitOne(person.email(), SUBJECT);
    }

    @Test
    void isNotToldOfTheFirstTime() {
        Database.update(
                "delete from session where account_id = (select id from account where email = ?)", person.email());
        logIn(CURL);
        assertNoFurtherNotice(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=https://evil.example/pixel> & \"friends\"",
                "Mozilla/5.0 (compatible; Claim your prize at evil.example/1.0)",
                "ClaimYourPrizeAtEvilBot/1.0",
            })
    void isToldOfInNoWordsOfTheBrowser(String userAgent) {
        logIn(userAgent);
        var mail = mailbox.awaitOne(person.email(), SUBJECT);
        assertTrue(mail.plain().matches("(?s).*\nWith: an unknown browser or app\n.*"), mail.plain());
        assertFalse(mail.html().toLowerCase().matches("(?s).*(evil|prize|<img).*"), mail.html());
    }

    @Test
    void isToldOfAtMostThreeTimesAnHourAndWhateverStrangersAskFor() {
        for (int i = 0; i < 4; i++) {
            Person.post("/auth/password/forgot", Map.of("email", person.email()))
                    .then()
                    .statusCode(202);
        }
        awaitEmptyOutbox();
        for (var client : new String[] {"one", "two", "three", "four"}) {
            logIn(client);
        }
        assertNoFurtherNotice(3);
    }

    private void assertNoFurtherNotice(int sofar) {
        awaitEmptyOutbox();
        assertEquals(sofar, mailbox.of(person.email(), SUBJECT).size());
    }

    private void cameFrom(String address) {
        Database.update(
                "update session set address = cast(? as inet) where account_id = (select id from account where email = ?)",
                address,
                person.email());
    }

    private void logIn(String userAgent) {
        send("/auth/login", userAgent, 200);
    }

    private void send(String path, String userAgent, int status) {
        given().contentType("application/json")
                .header("User-Agent", userAgent)
                .body(Map.of("email", person.email(), "password", person.password()))
                .post(path)
                .then()
                .statusCode(status);
    }
}
