package dev.tandem.endtoend.attack;

import dev.tandem.endtoend.Answer;
import dev.tandem.endtoend.Call;
import dev.tandem.endtoend.Jwt;
import dev.tandem.endtoend.Person;
import dev.tandem.endtoend.TestPair;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Somebody at work: twenty requests a second, one at a time, none of them made again. */
final class BusyPerson {

    private static final Duration PACE = Duration.ofMillis(50);
    private static final Duration BETWEEN_REFRESHES = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOGINS = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final URI auth;
    private final URI todo;
    private final Person person;
    private final String deviceCookie;
    private Optional<String> created = Optional.empty();

    BusyPerson(TestPair pair, Person person) {
        auth = pair.auth().address();
        todo = pair.todo().address();
        this.person = person;
        deviceCookie = person.deviceCookie();
    }

    /** Lists mostly, and adds, changes and deletes; refreshes, and logs in anew on the same device. */
    void work(Duration duration, Experience experience) {
        long began = System.nanoTime();
        long refreshed = began;
        long loggedIn = began - BETWEEN_LOGINS.dividedBy(2).toNanos();
        long next = began;
        for (int turn = 0; System.nanoTime() - began < duration.toNanos(); turn++) {
            if (System.nanoTime() - loggedIn > BETWEEN_LOGINS.toNanos()) {
                loggedIn = System.nanoTime();
                logIn(experience);
            } else if (System.nanoTime() - refreshed > BETWEEN_REFRESHES.toNanos()) {
                refreshed = System.nanoTime();
                experience.of(Action.REFRESH, person::refresh, 200);
            } else {
                switch (turn % 9) {
                    case 0 -> create(experience);
                    case 3 -> change(experience);
                    case 6 -> delete(experience);
                    default -> experience.of(Action.LIST, () -> list(person.accessToken()), 200);
                }
            }
            next = Math.max(next + PACE.toNanos(), System.nanoTime());
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    /** How long todo-service still takes the access token of a session that has just been ended. */
    Duration endSession(Experience experience) {
        var login = logIn(experience);
        if (login.isEmpty()) {
            return LONGEST;
        }
        var token = login.get().accessToken();
        experience.of(Action.LIST, () -> list(token), 200);
        experience.of(Action.LOG_OUT, () -> Person.logOut(auth, login.get().refreshToken()), 204);
        long ended = System.nanoTime();
        boolean isRefused = false;
        while (!isRefused && since(ended).compareTo(LONGEST) < 0) {
            LockSupport.parkNanos(PACE.toNanos());
            isRefused = experience
                    .of(Action.LIST, () -> list(token), 200, 401)
                    .filter(answer -> answer.status() == 401)
                    .isPresent();
        }
        return since(ended);
    }

    private Optional<Answer> logIn(Experience experience) {
        return experience.of(Action.LOG_IN, () -> person.logInOnKnownDevice(deviceCookie), 200);
    }

    private void create(Experience experience) {
        created = experience
                .of(Action.CREATE, () -> person.todos("POST", "", "{\"title\": \"to do\"}"), 201)
                .map(answer -> Jwt.member(answer.body(), "id"));
    }

    private void change(Experience experience) {
        created.ifPresent(id ->
                experience.of(Action.CHANGE, () -> person.todos("PATCH", "/" + id, "{\"completed\": true}"), 200));
    }

    private void delete(Experience experience) {
        created.ifPresent(id -> experience.of(Action.DELETE, () -> person.todos("DELETE", "/" + id, null), 204));
        created = Optional.empty();
    }

    private Answer list(String token) {
        return Call.get(todo, "/api/todos?limit=20").bearer(token).send();
    }

    private static Duration since(long moment) {
        return Duration.ofNanos(System.nanoTime() - moment);
    }
}
