package dev.tandem.endtoend;

import static dev.tandem.endtoend.Eventually.eventually;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Clients that refresh and use tokens, fresh and older ones, at every instance in turn, until the load is closed. They
 * are paced, to leave the machine room for what happens meanwhile.
 */
final class Load implements AutoCloseable {

    private static final int CLIENTS = 4;
    private static final Duration PACE = Duration.ofMillis(20);
    private static final Duration OLDEST = Duration.ofMinutes(4);

    private final Replicas auths;
    private final Replicas todos;
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final AtomicInteger answers = new AtomicInteger();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /**
     * @param keyId of the token that was refused; null for a refresh token
     */
    record Refusal(String keyId, String request, Answer answer) {}

    private record Issued(String token, Instant at) {}

    private Load(Replicas auths, Replicas todos) {
        this.auths = auths;
        this.todos = todos;
    }

    static Load of(Person person, Replicas auths, Replicas todos) {
        var load = new Load(auths, todos);
        for (int i = 0; i < CLIENTS; i++) {
            var turn = i;
            var token = person.logIn().expecting(200).refreshToken();
            load.clients.execute(() -> load.run(turn, token));
        }
        return load;
    }

    /** Returns when so many more requests were answered. */
    void goesOnFor(int more) {
        var enough = answers.get() + more;
        eventually(more + " more requests are answered", () -> answers.get() >= enough);
    }

    /** All that was not answered with 200. */
    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public void close() {
        closed = true;
        clients.close();
    }

    private void run(int firstTurn, String firstToken) {
        var refreshToken = firstToken;
        var issued = new ArrayDeque<Issued>();
        for (int turn = firstTurn; !closed; turn++) {
            LockSupport.parkNanos(PACE.toNanos());
            var refreshed = refresh(turn, refreshToken);
            if (refreshed == null) {
                continue;
            }
            refreshToken = refreshed.refreshToken();
            issued.add(new Issued(refreshed.accessToken(), Instant.now()));
            var older = older(issued);
            use(todos.address(turn), "/api/todos?limit=1", refreshed.accessToken());
            use(todos.address(turn + 1), "/api/todos?limit=1", older);
            use(auths.address(turn + 2), "/auth/me", older);
        }
    }

    private Answer refresh(int turn, String token) {
        return answered(null, "refresh at " + auths.address(turn), () -> Person.refresh(auths.address(turn), token));
    }

    private void use(URI service, String path, String token) {
        answered(
                Jwt.keyId(token),
                service + path,
                () -> Call.get(service, path).bearer(token).send());
    }

    /** An instance that is being restarted is no refusal: the next one is asked. */
    private Answer answered(String keyId, String request, Supplier<Answer> call) {
        try {
            var answer = call.get();
            answers.incrementAndGet();
            if (answer.status() == 200) {
                return answer;
            }
            refusals.add(new Refusal(keyId, request, answer));
        } catch (UncheckedIOException e) {
            // Not answered at all.
        }
        return null;
    }

    private static String older(Deque<Issued> issued) {
        while (issued.getFirst().at().isBefore(Instant.now().minus(OLDEST))) {
            issued.removeFirst();
        }
        return issued.stream()
                .skip(ThreadLocalRandom.current().nextInt(issued.size()))
                .findFirst()
                .orElseThrow()
                .token();
    }
}
