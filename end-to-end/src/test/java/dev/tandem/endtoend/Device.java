package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Somebody's client that adds, reads and changes to-dos and refreshes its tokens. What is not answered it asks again, as
 * a good client does, and it remembers what it was promised.
 */
final class Device {

    private static final Duration PACE = Duration.ofMillis(80);
    private static final Duration BEFORE_THE_NEXT_ATTEMPT = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int REFRESHED_EVERY = 10;

    private final URI auth;
    private final URI todo;
    private final String email;
    private final List<String> promised = new ArrayList<>();
    private String accessToken;
    private String refreshToken;

    Device(URI auth, URI todo, Person person) {
        this.auth = auth;
        this.todo = todo;
        this.email = person.email();
        keep(person.logIn().expecting(200));
    }

    /** Goes on until it is told to stop, and then finishes what it has begun. */
    void run(BooleanSupplier going, Tally tally) {
        for (int turn = ThreadLocalRandom.current().nextInt(REFRESHED_EVERY); going.getAsBoolean(); turn++) {
            LockSupport.parkNanos(PACE.toNanos());
            switch (turn % REFRESHED_EVERY) {
                case 0 -> refresh(tally);
                case 3, 6 -> add(tally);
                case 4, 8 -> change(tally);
                default -> use(tally, () -> Call.get(todo, "/api/todos?limit=20"));
            }
        }
    }

    /** All that was promised is there, once. */
    void assertNothingIsLost() {
        var tally = new Tally();
        var there = new ArrayList<String>();
        for (var page = "/api/todos?limit=200"; page != null; ) {
            var path = page;
            var answer = use(tally, () -> Call.get(todo, path));
            there.addAll(answer.json().getList("title"));
            page = answer.headers()
                    .firstValue("Link")
                    .map(link -> link.substring(link.indexOf("/api/"), link.indexOf('>')))
                    .orElse(null);
        }
        assertEquals(
                promised.stream().sorted().toList(), there.stream().sorted().toList(), email);
    }

    int promised() {
        return promised.size();
    }

    private void add(Tally tally) {
        var title = "to-do " + UUID.randomUUID();
        use(
                tally,
                () -> Call.post(todo, "/api/todos", "{\"title\": \"" + title + "\"}")
                        .with("Idempotency-Key", title.substring(6)));
        promised.add(title);
    }

    private void change(Tally tally) {
        var list = use(tally, () -> Call.get(todo, "/api/todos?limit=1"));
        var id = Jwt.member(list.body(), "id");
        if (id != null) {
            use(tally, () -> Call.of("PATCH", todo, "/api/todos/" + id, "{\"completed\": true}"));
        }
    }

    private void refresh(Tally tally) {
        var answer = answered(tally, () -> Person.refresh(auth, refreshToken));
        if (answer.status() == 401) {
            tally.loggedOut(email);
            throw new AssertionError(email + " is logged out: " + answer.body());
        }
        keep(answer.expecting(200));
    }

    private Answer use(Tally tally, Supplier<Call> call) {
        var answer = answered(tally, () -> call.get().bearer(accessToken).send());
        if (answer.status() == 401) {
            tally.failed("401 for an access token");
            refresh(tally);
            return use(tally, call);
        }
        assertEquals(2, answer.status() / 100, answer::toString);
        return answer;
    }

    /** The answer to the first attempt that had one. */
    private static Answer answered(Tally tally, Supplier<Answer> attempt) {
        var patience = Instant.now().plus(PATIENCE);
        while (true) {
            var began = System.nanoTime();
            try {
                var answer = attempt.get();
                if (answer.status() < 500) {
                    tally.answered(Duration.ofNanos(System.nanoTime() - began));
                    return answer;
                }
                tally.failed("status " + answer.status());
            } catch (UncheckedIOException e) {
                tally.failed("no answer");
            }
            if (Instant.now().isAfter(patience)) {
                throw new AssertionError("No answer in " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(BEFORE_THE_NEXT_ATTEMPT.toNanos());
        }
    }

    private void keep(Answer tokens) {
        accessToken = tokens.accessToken();
        refreshToken = tokens.refreshToken();
    }
}
