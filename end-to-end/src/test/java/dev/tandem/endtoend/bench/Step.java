package dev.tandem.endtoend.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One point on an axis along which cost could grow.
 *
 * @param own how many to-dos each of those who ask has
 * @param strangers others in the same table, each with {@value TodoTable#OF_A_STRANGER} to-dos
 */
record Step(Axis axis, String label, int own, int strangers, int connections) {

    private static final int USUAL_CONNECTIONS = 16;
    private static final int SOME_STRANGERS = 96;

    enum Axis {
        TABLE("to-dos in the table"),
        OWN("to-dos of the one who asks"),
        CONNECTIONS("connections");

        private final String title;

        Axis(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    static List<Step> all() {
        var steps = new ArrayList<Step>();
        Stream.of(0, SOME_STRANGERS, 9_996, 99_996)
                .forEach(strangers -> steps.add(new Step(
                        Axis.TABLE,
                        number(strangers * TodoTable.OF_A_STRANGER + 2 * People.TODOS),
                        People.TODOS,
                        strangers,
                        USUAL_CONNECTIONS)));
        Stream.of(People.TODOS, 1_000, 100_000)
                .forEach(own -> steps.add(new Step(Axis.OWN, number(own), own, SOME_STRANGERS, USUAL_CONNECTIONS)));
        Stream.of(1, 4, 16, 64, 256)
                .forEach(connections -> steps.add(
                        new Step(Axis.CONNECTIONS, number(connections), People.TODOS, SOME_STRANGERS, connections)));
        return steps;
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u00a0');
    }
}
