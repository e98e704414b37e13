package dev.tandem.todo.todo;

import dev.tandem.kit.http.QueryParameters;
import dev.tandem.kit.json.IsoDate;
import dev.tandem.kit.problem.Problem;
import dev.tandem.kit.text.PlainText;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which to-dos are asked for, in which order and from where on. */
record TodoQuery(
        Optional<Boolean> completed,
        Optional<String> words,
        Optional<String> tag,
        Optional<LocalDate> dueBefore,
        Optional<Priority> priority,
        TodoSort sort,
        boolean descending,
        int limit,
        Optional<Cursor> cursor,
        boolean count) {

    private static final Set<String> PARAMETERS =
            Set.of("completed", "q", "tag", "dueBefore", "priority", "sort", "limit", "cursor", "count");
    private static final int DEFAULT_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;

    static TodoQuery of(Map<String, List<String>> query) {
        var parameters = QueryParameters.of(query, PARAMETERS);
        var sort = parameters.text("sort").orElse("order");
        var descending = sort.startsWith("-");
        var key = parameters
                .parsed("sort", name -> TodoSort.named(descending ? name.substring(1) : name))
                .orElse(TodoSort.ORDER);
        return new TodoQuery(
                parameters.flag("completed"),
                text(parameters, "q", 200),
                text(parameters, "tag", 50),
                parameters.parsed("dueBefore", IsoDate::parse),
                parameters.parsed("priority", Priority::named),
                key,
                descending,
                parameters.parsed("limit", TodoQuery::limit).orElse(DEFAULT_LIMIT),
                parameters.parsed("cursor", cursor -> Cursor.decode(cursor, key, descending)),
                parameters.flag("count").orElse(false));
    }

    private static Optional<String> text(QueryParameters parameters, String name, int max) {
        var text = parameters.text(name).filter(value -> !value.isEmpty()).map(PlainText::normalize);
        text.flatMap(value -> PlainText.violation(value, 0, max, false)).ifPresent(message -> {
            throw Problem.invalid(name, message);
        });
        return text;
    }

    private static Integer limit(String text) {
        if (text.matches("\\d{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= HIGHEST_LIMIT) {
                return limit;
            }
        }
        throw new IllegalArgumentException("must be a number from 1 to " + HIGHEST_LIMIT);
    }
}
