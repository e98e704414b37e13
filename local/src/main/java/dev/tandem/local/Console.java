package dev.tandem.local;

import java.io.PrintStream;
import java.util.Map;
import java.util.function.Consumer;

/** The terminal: whole lines only, each of a service's told apart by its name and colour. */
final class Console {

    private static final Map<String, String> COLOURS = Map.of("auth", "\u001b[36m", "todo", "\u001b[35m");
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final boolean coloured;

    Console(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    void say(String line) {
        out.println(line);
    }

    void emphasise(String line) {
        out.println(coloured ? BOLD + line + PLAIN : line);
    }

    /** Takes a service's lines. */
    Consumer<String> prefixed(String name) {
        var prefix = coloured ? COLOURS.get(name) + name + " │" + PLAIN + " " : name + " │ ";
        return line -> out.println(prefix + line.stripTrailing());
    }
}
