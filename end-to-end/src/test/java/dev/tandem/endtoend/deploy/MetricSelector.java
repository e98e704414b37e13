package dev.tandem.endtoend.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What an expression in PromQL asks for.
 *
 * @param labels those it is chosen and grouped by
 * @param services those whose samples it may choose
 */
public record MetricSelector(String metric, Set<String> labels, List<String> services) {

    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR =
            Pattern.compile("\\b([a-z_][a-z0-9_]*)\\s*(?:\\{([^}]*)})?(?:\\[\\w+])?(?!\\s*\\()(?![a-z0-9_])");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern JOB = Pattern.compile("job=~?\"([^\"]*)\"");
    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset");
    private static final List<String> ALL = List.of("auth-service", "todo-service");

    public static List<MetricSelector> in(String expression) {
        var grouped = new TreeSet<String>();
        GROUPING.matcher(expression)
                .results()
                .forEach(grouping -> grouped.addAll(List.of(grouping.group(1).split("\\s*,\\s*"))));
        var found = new ArrayList<MetricSelector>();
        SELECTOR.matcher(GROUPING.matcher(expression).replaceAll(""))
                .results()
                .filter(selector -> !KEYWORDS.contains(selector.group(1)))
                .forEach(selector -> {
                    var matchers = selector.group(2) == null ? "" : selector.group(2);
                    var labels = new TreeSet<>(grouped);
                    MATCHER.matcher(STRING.matcher(matchers).replaceAll(""))
                            .results()
                            .forEach(label -> labels.add(label.group(1)));
                    var job = JOB.matcher(matchers);
                    found.add(new MetricSelector(
                            selector.group(1),
                            labels,
                            job.find() ? List.of(job.group(1).split("\\|")) : ALL));
                });
        return found;
    }
}
