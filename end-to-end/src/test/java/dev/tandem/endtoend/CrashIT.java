package dev.tandem.endtoend;

import static dev.tandem.endtoend.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** What was acknowledged is there after a {@code kill -9} in the middle of the next writes. */
class CrashIT {

    private static final int CLIENTS = 8;

    private static TestPair pair;

    @BeforeAll
    static void start() {
        pair = TestPair.start(CrashIT.class);
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @RepeatedTest(2)
    void everyAcknowledgedToDoSurvives() {
        var person = Person.signUp(pair);
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        var client = untilTheServiceIsGone(() -> acknowledged.add(person.addTodo("Kept")));

        try (var clients = Executors.newCachedThreadPool()) {
            IntStream.range(0, CLIENTS).forEach(_ -> clients.execute(client));
            eventually("writes are under way", () -> acknowledged.size() >= 20 * CLIENTS);
            pair.todo().kill();
        }
        pair.todo().start();
        pair.todo().awaitReady();

        assertAll(acknowledged.stream()
                .map(id -> () -> person.todos("GET", "/" + id, null).expecting(200)));
    }

    @RepeatedTest(2)
    void everySessionAccountAndMailSurvives() {
        var people = IntStream.range(0, 4).mapToObj(_ -> Person.signUp(pair)).toList();
        Queue<Person> newcomers = new ConcurrentLinkedQueue<>();
        var refreshes = new AtomicInteger();

        try (var clients = Executors.newCachedThreadPool()) {
            for (var person : people) {
                clients.execute(untilTheServiceIsGone(() -> {
                    person.refresh().expecting(200);
                    refreshes.incrementAndGet();
                }));
            }
            clients.execute(untilTheServiceIsGone(() -> newcomers.add(Person.signUp(pair))));
            eventually("writes are under way", () -> refreshes.get() >= 20 && !newcomers.isEmpty());
            pair.auth().kill();
        }
        pair.auth().start();
        pair.auth().awaitReady();

        assertAll(List.copyOf(people).stream()
                .map(person -> () -> person.refresh().expecting(200)));
        assertAll(newcomers.stream().map(person -> () -> {
            person.refresh().expecting(200);
            assertEquals(200, person.logIn().status());
            eventually("the mail to verify the address is there", () -> pair.mailsTo(person.email()) >= 1);
        }));
    }

    /** The connection that breaks is the crash; every other failure is one of the test. */
    private static Runnable untilTheServiceIsGone(Runnable action) {
        return () -> {
            try {
                while (true) {
                    action.run();
                }
            } catch (UncheckedIOException e) {
                return;
            }
        };
    }
}
