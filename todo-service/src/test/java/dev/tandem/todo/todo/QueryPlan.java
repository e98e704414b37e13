package dev.tandem.todo.todo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.todo.fixture.Surroundings;
import dev.tandem.todo.owner.OwnRows;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** How PostgreSQL really ran a query, planned for any values, under the application's role and its policies. */
record QueryPlan(JsonNode root) {

    /** In simple mode the driver writes values into the text: EXECUTE takes no parameters of its own. */
    private static final String CONNECTION = "?preferQueryMode=simple&stringtype=unspecified";

    private static final String RUN =
            "explain (analyze, buffers off, timing off, summary off, format json) execute planned (?";

    static QueryPlan of(UUID asking, TodoSql sql) throws SQLException {
        try (var connection = Surroundings.application(CONNECTION);
                var preparation = connection.createStatement();
                var run = connection.prepareStatement(
                        RUN + ", ?".repeat(sql.values().size()) + ")")) {
            preparation.execute("set plan_cache_mode = force_generic_plan");
            preparation.execute("prepare planned as " + numbered(OwnRows.query(sql.text())));
            run.setString(1, asking.toString());
            for (int i = 0; i < sql.values().size(); i++) {
                run.setObject(i + 2, sql.values().get(i));
            }
            try (var rows = run.executeQuery()) {
                rows.next();
                return new QueryPlan(
                        new ObjectMapper().readTree(rows.getString(1)).get(0).get("Plan"));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String numbered(String text) {
        var numbered = new StringBuilder();
        int number = 0;
        for (var part : text.split("\\?", -1)) {
            numbered.append(number == 0 ? "" : "$" + number).append(part);
            number++;
        }
        return numbered.toString();
    }

    boolean readsInSequence() {
        return scans().anyMatch(scan -> scan.path("Node Type").asText().equals("Seq Scan"));
    }

    Stream<String> indexes() {
        return nodes(root)
                .filter(node -> node.has("Index Name"))
                .map(node -> node.get("Index Name").asText());
    }

    Stream<String> indexConditions() {
        return nodes(root)
                .filter(node -> node.has("Index Name"))
                .map(node -> node.path("Index Cond").asText());
    }

    /** Of to-dos, whether they were then thrown away or not. */
    long rowsRead() {
        return Math.round(scans().mapToDouble(QueryPlan::rows).sum());
    }

    /** PostgreSQL says what there were on average, each time that it scanned. */
    private static double rows(JsonNode scan) {
        return scan.path("Actual Loops").asDouble()
                * Stream.of("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")
                        .mapToDouble(rows -> scan.path(rows).asDouble())
                        .sum();
    }

    /** A bitmap's own scan of its index names no table, so that its rows count once. */
    private Stream<JsonNode> scans() {
        return nodes(root)
                .filter(node -> node.path("Relation Name").asText().equals("todos"))
                .filter(node -> node.path("Node Type").asText().endsWith("Scan"));
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        var children = StreamSupport.stream(node.path("Plans").spliterator(), false);
        return Stream.concat(Stream.of(node), children.flatMap(QueryPlan::nodes));
    }

    @Override
    public String toString() {
        return root.toPrettyString();
    }
}
