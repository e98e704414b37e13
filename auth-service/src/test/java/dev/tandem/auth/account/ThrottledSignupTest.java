package dev.tandem.auth.account;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Caller;
import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.UsualLimits;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Database.class)
@TestProfile(UsualLimits.class)
class ThrottledSignupTest {

    @Test
    void allowsThirtyFromOneNetworkInFiveMinutes() {
        var network = Caller.somewhere();
        for (int i = 0; i < 30; i++) {
            network.signUp(Person.unique()).then().statusCode(201);
        }
        var refused = network.signUp(Person.unique());
        refused.then().statusCode(429).body("code", equalTo("too_many_requests"));
        int wait = Integer.parseInt(refused.getHeader("Retry-After"));
        assertTrue(wait > 0 && wait <= 300, "seconds: " + wait);
        Caller.somewhere().signUp(Person.unique()).then().statusCode(201);
        Database.update("update throttle set ends_at = ends_at - make_interval(secs => ?)", wait);
        network.signUp(Person.unique()).then().statusCode(201);
    }

    @Test
    void countsThoseThatFailed() {
        var taken = Person.unique();
        Caller.somewhere().signUp(taken).then().statusCode(201);
        var network = Caller.somewhere();
        for (int i = 0; i < 15; i++) {
            network.signUp(taken).then().statusCode(409);
            network.signUp(Person.unique().email(), "short").then().statusCode(400);
        }
        network.signUp(Person.unique()).then().statusCode(429);
        assertEquals(
                1L,
                Database.query(
                        "select count(*) from security_event where type = 'throttled'"
                                + " and detail = 'signups_per_network' and host(address) = ?",
                        network.forwardedFor()));
    }

    @Test
    void givesABrowserACookieToRecogniseItByAndOtherClientsNone() {
        var person = Person.unique();
        var home = Caller.somewhere();
        var cookie = home.signUp(person).getDetailedCookie(Device.COOKIE);
        assertEquals("/", cookie.getPath());
        assertEquals("Strict", cookie.getSameSite());
        assertTrue(cookie.isHttpOnly() && cookie.isSecured());
        assertEquals(90 * 24 * 3600, cookie.getMaxAge());
        // The same one is kept, and not in the clear.
        assertEquals(
                cookie.getValue(),
                new Caller(home.forwardedFor(), cookie.getValue()).logIn(person).getCookie(Device.COOKIE));
        assertEquals(
                0L,
                Database.query(
                        "select count(*) from known_device where known_device::text like ?",
                        "%" + cookie.getValue() + "%"));
        assertEquals(null, person.logIn().getHeader("Set-Cookie"));
    }
}
