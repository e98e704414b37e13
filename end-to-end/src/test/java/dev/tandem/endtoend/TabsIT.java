package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever several tabs of one browser do at once, against two instances. */
class TabsIT {

    private static final int WORKERS = 6;
    private static final int RANDOM_HISTORIES = 120;

    private static TestPair pair;
    private static Replicas auths;
    private static AuthDatabase database;
    private static List<Worker> workers;

    @BeforeAll
    static void start() {
        pair = TestPair.prepare(TabsIT.class);
        auths = Replicas.of(pair, pair.auth().with("PASSWORD_BCRYPT_COST", "4"), 2);
        auths.start();
        database = new AuthDatabase(pair);
        workers = Stream.generate(() -> Person.signUp(pair))
                .limit(WORKERS)
                .map(Worker::of)
                .toList();
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @Test
    void threeTabsInEveryOrder() {
        var orders = ThreeTabs.everyOrder();
        assertEquals(680, orders.size());
        inParallel(orders, (worker, order) -> {
            var browser = worker.logIn();
            order.play(browser, auths);
            assertFalse(order.isAnsweredAtOnce() && browser.model().isEnded(), "logged out");
            if (!browser.model().isEnded()) {
                assertTheJarIsGoodAndWhatItReplacedEndsTheSessionLater(browser);
            }
            worker.assertOtherSessionIsUntouched();
        });
    }

    @Test
    void anythingInAnyOrder() {
        long seed = Long.getLong("tandem.seed", System.nanoTime());
        var seeds = LongStream.range(seed, seed + RANDOM_HISTORIES).boxed().toList();
        inParallel(seeds, (worker, each) -> {
            var history = History.random(each);
            if (fails(worker, history)) {
                var shrunk = history.shrunk(shorter -> fails(worker, shorter));
                System.err.println("-Dtandem.seed=" + each + " fails, as does " + shrunk);
                play(worker, shrunk);
            }
        });
    }

    private static boolean fails(Worker worker, History history) {
        try {
            play(worker, history);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    private static void play(Worker worker, History history) {
        var browser = worker.logIn();
        history.play(browser, auths, TabsIT::outwaitTheGrace);
        assertEquals(!browser.model().isEnded(), worker.isListed(browser));
        browser.show(browser.model().current(), auths.address(0));
        worker.assertOtherSessionIsUntouched();
    }

    private static void assertTheJarIsGoodAndWhatItReplacedEndsTheSessionLater(Browser browser) {
        assertTrue(browser.model().isGood(browser.jar()), "what stays in the jar is good for nothing");
        browser.send().reaches(auths.address(0)).returns();
        outwaitTheGrace(browser);
        browser.show(browser.model().previous(), auths.address(1));
        assertTrue(browser.model().isEnded());
        browser.show(browser.jar(), auths.address(0));
    }

    private static void outwaitTheGrace(Browser browser) {
        if (browser.model().isRotated()) {
            database.rotatedAgo(browser.session(), 31);
            browser.model().graceEnds();
        }
    }

    private static <T> void inParallel(List<T> all, BiConsumer<Worker, T> test) {
        try (var threads = Executors.newFixedThreadPool(WORKERS)) {
            var shares = IntStream.range(0, WORKERS)
                    .mapToObj(share -> CompletableFuture.runAsync(
                            () -> {
                                for (int i = share; i < all.size(); i += WORKERS) {
                                    test.accept(workers.get(share), all.get(i));
                                }
                            },
                            threads))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(shares).join();
        }
    }

    /** Somebody who, besides what is tested, stays logged in on another device. */
    private record Worker(Person person, Browser other) {

        static Worker of(Person person) {
            return new Worker(person, Browser.loggedIn(person));
        }

        Browser logIn() {
            return Browser.loggedIn(person);
        }

        boolean isListed(Browser browser) {
            return Call.get(auths.address(1), "/auth/sessions")
                    .bearer(other.accessToken())
                    .send()
                    .expecting(200)
                    .json()
                    .getList("id")
                    .contains(browser.session().toString());
        }

        void assertOtherSessionIsUntouched() {
            other.send().reaches(auths.address(1)).returns();
            assertFalse(other.model().isEnded(), "the person's other session has ended");
        }
    }
}
