package dev.tandem.todo.todo;

import static java.util.stream.Collectors.joining;

import dev.tandem.kit.text.PlainText;
import java.text.Normalizer;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * RFC 4180, with text that a spreadsheet would take for a formula made harmless, and tags, which are on one line each,
 * separated by line feeds.
 */
final class Csv {

    static final String HEADER =
            "id,title,description,completed,priority,dueDate,order,tags,createdAt,updatedAt,completedAt,url\r\n";

    private static final String STARTS_FORMULA = "=+-@−";
    private static final String STARTS_CELL = "\t\r\n";

    private Csv() {}

    static String row(TodoView todo) {
        return Stream.of(
                        todo.id(),
                        harmless(todo.title()),
                        harmless(todo.description()),
                        todo.completed(),
                        todo.priority().wireName(),
                        todo.dueDate(),
                        todo.order(),
                        harmless(String.join("\n", todo.tags())),
                        todo.createdAt(),
                        todo.updatedAt(),
                        todo.completedAt(),
                        todo.url())
                .map(value -> quoted(Objects.toString(value, "")))
                .collect(joining(",", "", "\r\n"));
    }

    private static String harmless(String text) {
        return startsFormula(text) ? "'" + text : text;
    }

    /** After white space and what has no glyph, which spreadsheets skip; full-width and small forms count, too. */
    private static boolean startsFormula(String text) {
        return !text.isEmpty() && STARTS_CELL.indexOf(text.charAt(0)) >= 0
                || PlainText.firstVisible(text).stream()
                        .mapToObj(first -> Normalizer.normalize(Character.toString(first), Normalizer.Form.NFKC))
                        .anyMatch(STARTS_FORMULA::contains);
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0)
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
