package dev.tandem.endtoend;

import static dev.tandem.endtoend.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What auth-service has ended is over at todo-service too. */
class EndedSessionIT {

    private static final Duration PROMISED = Duration.ofSeconds(2);
    private static final int SESSIONS = 25;

    private TestPair pair;
    private Person person;

    @BeforeEach
    void start() {
        pair = TestPair.prepare(EndedSessionIT.class);
        pair.auth().with("PASSWORD_BCRYPT_COST", "4");
        pair.start();
        person = Person.signUp(pair);
    }

    @AfterEach
    void stop() {
        pair.close();
    }

    @Test
    void anAccessTokenIsRefusedWithinTwoSecondsHoweverItsSessionEnded() throws Exception {
        var taken = new ArrayList<Duration>();
        taken.addAll(oneByOne("logged out", this::logOut));
        taken.addAll(oneByOne(
                "ended from another device",
                login -> sessions("DELETE", "/" + session(login)).expecting(204)));
        taken.addAll(oneByOne("a copied refresh token", this::replay));
        taken.addAll(allAtOnce("all others ended", () -> sessions("DELETE", "").expecting(204)));
        taken.addAll(allAtOnce("a new password", () -> person.changePassword().expecting(204)));
        report("all", taken);
        assertTrue(percentile(taken, 99).compareTo(PROMISED) < 0, "p99 is " + percentile(taken, 99));
        todos(person.accessToken()).expecting(200);
    }

    @Test
    void aRestartOfEitherServiceBringsNoSessionBack() {
        var before = person.logIn();
        var between = person.logIn();
        logOut(before);
        awaitRefusal(before);

        pair.auth().kill();
        pair.auth().start();
        pair.auth().awaitReady();
        todos(token(before)).expecting(401);
        logOut(between);
        awaitRefusal(between);

        pair.todo().kill();
        var meanwhile = person.logIn();
        logOut(meanwhile);
        pair.todo().start();
        pair.todo().awaitReady();
        for (var login : List.of(before, between, meanwhile)) {
            awaitRefusal(login);
        }
        todos(person.accessToken()).expecting(200);
    }

    @Test
    void whileAuthServiceIsDownNobodyIsLoggedOutAndThenTheFeedGoesOn() {
        var login = person.logIn();
        todos(token(login)).expecting(200);
        pair.auth().kill();
        todos(token(login)).expecting(200);
        assertTrue(pair.todo().isReady());

        pair.auth().start();
        pair.auth().awaitReady();
        todos(token(login)).expecting(200);
        logOut(login);
        awaitRefusal(login);
    }

    private interface Ending {
        void of(Answer login);
    }

    private List<Duration> oneByOne(String way, Ending ending) throws Exception {
        var taken = new ArrayList<Duration>();
        for (var login : logIns()) {
            ending.of(login);
            taken.add(untilRefused(login, System.nanoTime()));
        }
        report(way, taken);
        return taken;
    }

    private List<Duration> allAtOnce(String way, Callable<Answer> ending) throws Exception {
        var logins = logIns();
        ending.call();
        var endedAt = System.nanoTime();
        var taken = new ConcurrentLinkedQueue<Duration>();
        try (var clients = Executors.newCachedThreadPool()) {
            logins.forEach(login -> clients.execute(() -> taken.add(untilRefused(login, endedAt))));
        }
        report(way, List.copyOf(taken));
        return List.copyOf(taken);
    }

    private List<Answer> logIns() {
        var logins = IntStream.range(0, SESSIONS).mapToObj(_ -> person.logIn()).toList();
        logins.forEach(login -> todos(token(login)).expecting(200));
        return logins;
    }

    private Duration untilRefused(Answer login, long since) {
        awaitRefusal(login);
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private void awaitRefusal(Answer login) {
        eventually("the token is refused", () -> todos(token(login)).status() == 401);
    }

    private void logOut(Answer login) {
        Call.post(pair.auth().address(), "/auth/logout", "{\"refresh_token\": \"" + refreshToken(login) + "\"}")
                .send()
                .expecting(204);
    }

    /** The second successor shows that the first one was received: the token before it can only be a copy. */
    private void replay(Answer login) {
        var first = person.refresh(refreshToken(login)).expecting(200);
        person.refresh(refreshToken(first)).expecting(200);
        person.refresh(refreshToken(login)).expecting(401);
    }

    private Answer sessions(String method, String path) {
        return Call.of(method, pair.auth().address(), "/auth/sessions" + path, null)
                .bearer(person.accessToken())
                .send();
    }

    private Answer todos(String token) {
        return Call.get(pair.todo().address(), "/api/todos?limit=1")
                .bearer(token)
                .send();
    }

    private static void report(String way, List<Duration> taken) {
        System.out.printf(
                "Refused at todo-service after, ms, %s (%d): p50 %d, p99 %d%n",
                way,
                taken.size(),
                percentile(taken, 50).toMillis(),
                percentile(taken, 99).toMillis());
    }

    private static Duration percentile(List<Duration> durations, int percent) {
        var sorted = durations.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
    }

    private static String token(Answer login) {
        return login.json().getString("access_token");
    }

    private static String refreshToken(Answer login) {
        return login.json().getString("refresh_token");
    }

    private static String session(Answer login) {
        var claims = new String(Base64.getUrlDecoder().decode(token(login).split("\\.")[1]));
        return claims.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
    }
}
