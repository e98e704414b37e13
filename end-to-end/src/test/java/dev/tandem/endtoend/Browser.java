package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Tabs that share one cookie jar: each sends what the jar holds at that moment, and what arrives last stays in it. All
 * that auth-service answers is held against the model.
 */
final class Browser {

    private static final String COOKIE = "__Host-refresh_token";
    private static final Pattern SET_COOKIE = Pattern.compile(COOKIE + "=([^;]+)");

    private final UUID session;
    private final SessionModel model;
    private volatile String accessToken;
    private String jar;

    private Browser(Answer login) {
        session = login.session();
        accessToken = login.accessToken();
        jar = cookieIn(login);
        model = new SessionModel(jar);
    }

    static Browser loggedIn(Person person) {
        return new Browser(person.logIn("").expecting(200));
    }

    UUID session() {
        return session;
    }

    SessionModel model() {
        return model;
    }

    String jar() {
        return jar;
    }

    /** The newest one. */
    String accessToken() {
        return accessToken;
    }

    /** A tab begins to refresh. */
    Refresh send() {
        return new Refresh(jar);
    }

    /** Anybody shows any token, whether it is in the jar or not. */
    String show(String token, URI auth) {
        var answer = Call.post(auth, "/auth/refresh", null)
                .with("Cookie", COOKIE + "=" + token)
                .with("Sec-Fetch-Site", "same-origin")
                .send();
        if (answer.status() == 401) {
            model.answered(token, null);
            return null;
        }
        var successor = cookieIn(answer.expecting(200));
        accessToken = answer.accessToken();
        model.answered(token, successor);
        return successor;
    }

    void logOut(URI auth) {
        Call.post(auth, "/auth/logout", null)
                .with("Cookie", COOKIE + "=" + model.current())
                .with("Sec-Fetch-Site", "same-origin")
                .send()
                .expecting(204);
        model.loggedOut();
    }

    private static String cookieIn(Answer answer) {
        var header = answer.header("Set-Cookie");
        var matcher = SET_COOKIE.matcher(header);
        assertEquals(true, matcher.find(), header);
        return matcher.group(1);
    }

    /** One tab's refresh on its way to auth-service and back. */
    final class Refresh {

        private final String token;
        private String successor;

        private Refresh(String token) {
            this.token = token;
        }

        Refresh reaches(URI auth) {
            successor = show(token, auth);
            return this;
        }

        void returns() {
            if (successor != null) {
                jar = successor;
            }
        }
    }
}
