package dev.tandem.endtoend;

import dev.tandem.endtoend.Browser.Refresh;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What may happen to one browser and its thief: tabs without number, lost answers, replays, pauses, a log-out. */
record History(List<Step> steps) {

    private static final int LENGTH = 30;
    private static final int AT_ONCE = 4;

    /** What happens, and how often among {@link #LENGTH} or so. */
    enum Act {
        SENDS(8),
        REACHES(8),
        RETURNS(6),
        IS_LOST(2),
        ALL_TABS_AT_ONCE(1),
        REPLAYS(1),
        PAUSES(1),
        LOGS_OUT(1);

        private final int weight;

        Act(int weight) {
            this.weight = weight;
        }

        private static final List<Act> WEIGHTED = Stream.of(values())
                .flatMap(act -> Stream.generate(() -> act).limit(act.weight))
                .toList();
    }

    /**
     * @param which of all it can happen to, counted around
     */
    record Step(Act act, int which) {

        @Override
        public String toString() {
            return act + " " + which;
        }
    }

    static History random(long seed) {
        var random = new Random(seed);
        return new History(Stream.generate(
                        () -> new Step(Act.WEIGHTED.get(random.nextInt(Act.WEIGHTED.size())), random.nextInt(100)))
                .limit(LENGTH)
                .toList());
    }

    void play(Browser browser, Replicas auths, Consumer<Browser> pause) {
        var sent = new ArrayList<Refresh>();
        var answered = new ArrayList<Refresh>();
        for (var step : steps) {
            var auth = auths.address(step.which());
            switch (step.act()) {
                case SENDS -> sent.add(browser.send());
                case REACHES -> take(step, sent, refresh -> answered.add(refresh.reaches(auth)));
                case RETURNS -> take(step, answered, Refresh::returns);
                case IS_LOST -> take(step, answered, _ -> {});
                case ALL_TABS_AT_ONCE -> answered.addAll(atOnce(browser, auths));
                case REPLAYS -> browser.show(browser.model().issued(step.which()), auth);
                case PAUSES -> pause.accept(browser);
                case LOGS_OUT -> browser.logOut(auth);
            }
        }
    }

    /** A history as short as it gets by leaving steps out, that still {@code fails}. */
    History shrunk(Predicate<History> fails) {
        var shortest = this;
        for (int i = 0; i < shortest.steps.size(); ) {
            var shorter = new ArrayList<>(shortest.steps);
            shorter.remove(i);
            if (fails.test(new History(shorter))) {
                shortest = new History(shorter);
            } else {
                i++;
            }
        }
        return shortest;
    }

    private static void take(Step step, List<Refresh> refreshes, Consumer<Refresh> use) {
        if (!refreshes.isEmpty()) {
            use.accept(refreshes.remove(step.which() % refreshes.size()));
        }
    }

    private static List<Refresh> atOnce(Browser browser, Replicas auths) {
        try (var tabs = Executors.newCachedThreadPool()) {
            return IntStream.range(0, AT_ONCE)
                    .mapToObj(turn ->
                            CompletableFuture.supplyAsync(() -> browser.send().reaches(auths.address(turn)), tabs))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }
}
