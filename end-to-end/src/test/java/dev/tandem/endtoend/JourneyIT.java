package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JourneyIT {

    private static TestPair pair;

    @BeforeAll
    static void start() {
        pair = TestPair.start(JourneyIT.class);
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @Test
    void someoneSignsUpAndLogsInAgain() {
        var person = Person.signUp(pair);

        var loggedIn = person.logIn().expecting(200);
        var me = person.me().expecting(200).json();

        assertEquals("Bearer", loggedIn.json().getString("token_type"));
        assertEquals(300, loggedIn.json().getInt("expires_in"));
        assertEquals("no-store", loggedIn.header("Cache-Control"));
        assertEquals(person.id(), me.getString("id"));
        assertEquals(person.email(), me.getString("email"));
        assertEquals("Somebody", me.getString("displayName"));
    }

    @Test
    void aToDoIsAddedReadChangedAndRemoved() {
        var person = Person.signUp(pair);

        var added = person.todos("POST", "", "{\"title\": \"Buy milk\", \"priority\": \"low\"}")
                .expecting(201);
        var id = added.json().getString("id");
        assertTrue(added.header("Location").endsWith("/api/todos/" + id));
        assertFalse(added.json().getBoolean("completed"));

        assertEquals(
                List.of(id), person.todos("GET", "", null).expecting(200).json().getList("id"));
        assertEquals(
                "Buy milk",
                person.todos("GET", "/" + id, null).expecting(200).json().getString("title"));

        var patched = person.todos("PATCH", "/" + id, "{\"completed\": true}").expecting(200);
        assertTrue(patched.json().getBoolean("completed"));
        assertEquals("low", patched.json().getString("priority"));

        var put = person.todos("PUT", "/" + id, "{\"title\": \"Buy oat milk\"}").expecting(200);
        assertEquals("Buy oat milk", put.json().getString("title"));
        assertEquals("none", put.json().getString("priority"));

        person.todos("DELETE", "/" + id, null).expecting(204);
        person.todos("GET", "/" + id, null).expecting(404);
        assertEquals(
                List.of(), person.todos("GET", "", null).expecting(200).json().getList("id"));
    }

    @Test
    void aSessionGoesOnWithRotatedTokensUntilItIsLoggedOut() {
        var person = Person.signUp(pair);
        var id = person.addTodo("Outlives a refresh");
        var firstAccessToken = person.accessToken();
        var firstRefreshToken = person.refreshToken();

        person.refresh().expecting(200);

        assertNotEquals(firstRefreshToken, person.refreshToken());
        person.todos("GET", "/" + id, null).expecting(200);
        Call.get(pair.todo().address(), "/api/todos/" + id)
                .bearer(firstAccessToken)
                .send()
                .expecting(200);

        person.logOut().expecting(204);

        var refused = person.refresh().expecting(401);
        assertEquals("invalid_refresh_token", refused.json().getString("code"));
        person.logOut().expecting(204);
    }

    @Test
    void aBrowserKeepsItsRefreshTokenInACookieAlone() {
        var loggedIn = Person.signUp(pair).logIn("").expecting(200);
        assertNull(loggedIn.json().getString("refresh_token"));
        var cookie = loggedIn.header("Set-Cookie");
        for (var attribute : List.of("__Host-refresh_token=", "Path=/", "Secure", "HttpOnly", "SameSite=Strict")) {
            assertTrue(cookie.contains(attribute), () -> attribute + " is missing in " + cookie);
        }

        var refreshed = refreshFrom(pair.todo().address().toString(), cookie).expecting(200);

        assertNull(refreshed.json().getString("refresh_token"));
        assertNotEquals(pairOf(cookie), pairOf(refreshed.header("Set-Cookie")));
    }

    @Test
    void anotherSitesPageCannotUseTheCookie() {
        var cookie = Person.signUp(pair).logIn("").expecting(200).header("Set-Cookie");

        var refused = refreshFrom("https://evil.example", cookie);

        assertEquals(403, refused.status());
        assertTrue(refused.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
        refreshFrom(pair.todo().address().toString(), cookie).expecting(200);
    }

    private static Answer refreshFrom(String origin, String setCookie) {
        return Call.post(pair.auth().address(), "/auth/refresh", "{}")
                .with("Cookie", pairOf(setCookie))
                .with("Origin", origin)
                .send();
    }

    private static String pairOf(String setCookie) {
        return setCookie.split(";", 2)[0];
    }
}
