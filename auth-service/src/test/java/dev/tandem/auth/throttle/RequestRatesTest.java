package dev.tandem.auth.throttle;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.auth.Caller;
import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.UsualLimits;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Database.class)
@TestProfile(RequestRatesTest.LowRates.class)
class RequestRatesTest {

    /** Rates that a test soon reaches and that come back in none. */
    public static class LowRates extends UsualLimits {

        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("throttle.writes-per-network", "20/1d");
            settings.put("throttle.writes-per-account", "10/1d");
            settings.put("throttle.mail-requests", "5/1d");
            settings.put("throttle.sessions", "8/1d");
            settings.put("audit.per-account", "5/1d");
            return settings;
        }
    }

    @Test
    void limitsRequestsThatChangeSomethingByNetwork() {
        var caller = Caller.somewhere();
        for (int i = 0; i < 20; i++) {
            logOut(caller)
                    .then()
                    .statusCode(204)
                    .header("RateLimit-Policy", equalTo("\"network\";q=20;w=86400"))
                    .header("RateLimit", matchesPattern("\"network\";r=" + (19 - i) + ";t=\\d+"));
        }
        logOut(caller)
                .then()
                .statusCode(429)
                .body("code", equalTo("too_many_requests"))
                .header("Retry-After", matchesPattern("4[23]\\d\\d"))
                .header("RateLimit", containsString("r=0"));
        logOut(Caller.somewhere()).then().statusCode(204);
        caller.request().get("/auth/me").then().statusCode(401);
    }

    @Test
    void limitsRequestsThatChangeSomethingByAccount() {
        var token = signedUp();
        for (int i = 0; i < 10; i++) {
            with(token)
                    .body(Map.of("displayName", "Ada"))
                    .patch("/auth/me")
                    .then()
                    .statusCode(200);
        }
        with(token).body(Map.of("displayName", "Ada")).patch("/auth/me").then().statusCode(429);
        with(token).delete("/auth/sessions").then().statusCode(429);
        with(token)
                .body(Map.of("code", "123456"))
                .post("/auth/totp/confirm")
                .then()
                .statusCode(429);
        with(token).get("/auth/me").then().statusCode(200);
        with(signedUp()).delete("/auth/sessions").then().statusCode(204);
    }

    @Test
    void countsNobodysTokenForTheAccountThatItNames() {
        var token = signedUp();
        var forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(342);
        for (int i = 0; i < 11; i++) {
            with(forged).delete("/auth/sessions").then().statusCode(401);
            with(forged).body(Map.of()).post("/auth/logout").then().statusCode(204);
        }
        with(token)
                .delete("/auth/sessions")
                .then()
                .statusCode(204)
                .header("RateLimit", containsString("\"account\";r=9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/password/forgot", "/auth/email/verify/resend"})
    void limitsRequestsForMailsByNetwork(String path) {
        var caller = Caller.somewhere();
        for (int i = 0; i < 5; i++) {
            askForMail(caller, path).then().statusCode(404).body("code", equalTo("mail_not_configured"));
        }
        askForMail(caller, path)
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("17\\d\\d\\d"))
                .header("RateLimit", containsString("\"mail-network\";r=0"));
        logOut(caller).then().statusCode(204);
        askForMail(Caller.somewhere(), path).then().statusCode(404);
    }

    @Test
    void countsTheNetworksOfAnIpv6SiteTogether() {
        for (int i = 0; i < 50; i++) {
            askForMail(Caller.at("2001:db8:1:%x::1".formatted(i)), "/auth/password/forgot")
                    .then()
                    .statusCode(404);
        }
        askForMail(Caller.at("2001:db8:1:ffff::1"), "/auth/password/forgot")
                .then()
                .statusCode(429)
                .header("RateLimit", containsString("\"mail-site\";r=0"));
        askForMail(Caller.at("2001:db8:2::1"), "/auth/password/forgot").then().statusCode(404);
    }

    @Test
    void limitsTheSessionsThatAnAccountOpens() {
        var person = Person.unique();
        Caller.somewhere().signUp(person).then().statusCode(201);
        for (int i = 1; i < 8; i++) {
            Caller.somewhere().logIn(person).then().statusCode(200);
        }
        Caller.somewhere().logIn(person).then().statusCode(429).body("code", equalTo("too_many_requests"));
        Caller.somewhere().logIn(person.email(), "not the password").then().statusCode(401);
        assertEquals(8L, Database.query("select count(*) from session where account_id = ?", id(person)));
    }

    @Test
    void keepsOnlySoManyEventsOfOneTypeAboutAnAccount() {
        var person = Person.unique();
        var token = Caller.somewhere().signUp(person).path("access_token");
        for (int i = 0; i < 7; i++) {
            Caller.somewhere().logIn(person).then().statusCode(200);
        }
        with(token.toString()).delete("/auth/sessions").then().statusCode(204);
        assertEquals(5L, events(person, "logged_in"));
        assertEquals(1L, events(person, "signed_up"));
        assertEquals(1L, events(person, "other_sessions_ended"));
    }

    @Test
    void recordsThatOtherSessionsWereEndedOnlyIfThereWereAny() {
        var person = Person.unique();
        String token = Caller.somewhere().signUp(person).path("access_token");
        Caller.somewhere().logIn(person).then().statusCode(200);
        for (int i = 0; i < 3; i++) {
            with(token).delete("/auth/sessions").then().statusCode(204);
        }
        assertEquals(1L, events(person, "other_sessions_ended"));
    }

    private static Object id(Person person) {
        return Database.query("select id from account where email = ?", person.email());
    }

    private static Object events(Person person, String type) {
        return Database.query(
                "select count(*) from security_event where account_id = ? and type = ?", id(person), type);
    }

    private static Response logOut(Caller caller) {
        return caller.request().body(Map.of()).post("/auth/logout");
    }

    private static Response askForMail(Caller caller, String path) {
        return caller.request().body(Map.of("email", "ada@example.com")).post(path);
    }

    private static String signedUp() {
        return Caller.somewhere()
                .signUp(Person.unique())
                .then()
                .statusCode(201)
                .extract()
                .path("access_token");
    }

    /** From a network of its own each time. */
    private static RequestSpecification with(String token) {
        return Caller.somewhere().request().header("Authorization", "Bearer " + token);
    }
}
