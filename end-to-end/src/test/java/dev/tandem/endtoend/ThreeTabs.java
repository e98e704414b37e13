package dev.tandem.endtoend;

import dev.tandem.endtoend.Browser.Refresh;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One order in which three tabs, each refreshing once, send, are answered and hear the answer, unless it is lost. */
record ThreeTabs(List<Event> events) {

    private static final int TABS = 3;

    enum Stage {
        SENDS,
        REACHES,
        RETURNS
    }

    record Event(int tab, Stage stage) {

        @Override
        public String toString() {
            return tab + " " + stage;
        }
    }

    /** All there are; the tabs are numbered in the order in which they send, as nothing else tells them apart. */
    static List<ThreeTabs> everyOrder() {
        var orders = new ArrayList<ThreeTabs>();
        for (int lost = 0; lost < 1 << TABS; lost++) {
            var answers = lost;
            var stages = IntStream.range(0, TABS)
                    .map(tab -> (answers >> tab & 1) == 1 ? 2 : 3)
                    .toArray();
            collect(new ArrayList<>(), new int[TABS], stages, orders);
        }
        return orders;
    }

    private static void collect(List<Event> begun, int[] done, int[] stages, List<ThreeTabs> orders) {
        if (begun.size() == IntStream.of(stages).sum()) {
            orders.add(new ThreeTabs(List.copyOf(begun)));
            return;
        }
        for (int tab = 0; tab < TABS; tab++) {
            boolean isItsTurn = done[tab] > 0 || tab == 0 || done[tab - 1] > 0;
            if (isItsTurn && done[tab] < stages[tab]) {
                begun.add(new Event(tab, Stage.values()[done[tab]++]));
                collect(begun, done, stages, orders);
                begun.removeLast();
                done[tab]--;
            }
        }
    }

    /** Whether each is answered before another one sends, so that only the answers change places. */
    boolean isAnsweredAtOnce() {
        return IntStream.range(0, events.size())
                .filter(i -> events.get(i).stage() == Stage.SENDS)
                .allMatch(i -> events.get(i + 1).equals(new Event(events.get(i).tab(), Stage.REACHES)));
    }

    /** The tabs take turns between the instances. */
    void play(Browser browser, Replicas auths) {
        var refreshes = new Refresh[TABS];
        for (var event : events) {
            switch (event.stage()) {
                case SENDS -> refreshes[event.tab()] = browser.send();
                case REACHES -> refreshes[event.tab()].reaches(auths.address(event.tab()));
                case RETURNS -> refreshes[event.tab()].returns();
            }
        }
    }
}
