package dev.tandem.todo.todo;

import static dev.tandem.todo.fixture.Api.as;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.todo.fixture.Api;
import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class TodoExportTest {

    @Test
    void jsonHasAllOfMineAndNothingElse() throws SQLException {
        var subject = UUID.randomUUID();
        Surroundings.seed(subject, 1234);
        Surroundings.seed(UUID.randomUUID(), 10);
        List<String> ids = as(Surroundings.issuer().bearer(subject))
                .get("/api/todos/export")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Content-Disposition", "attachment; filename=\"todos.json\"")
                .body("$", hasSize(1234))
                .body("[0].url", startsWith("http://"))
                .extract()
                .path("id");
        assertEquals(1234, new HashSet<>(ids).size());
    }

    @Test
    void nothingIsAnEmptyExport() {
        as(Surroundings.someone())
                .get("/api/todos/export")
                .then()
                .statusCode(200)
                .body("$", hasSize(0));
    }

    @Test
    void csvIsQuotedAndStartsNoFormula() {
        var someone = Surroundings.someone();
        Api.create(
                someone,
                Map.of(
                        "title",
                        "=HYPERLINK(\"http://evil\"), \"x\"",
                        "description",
                        "@one\ntwo",
                        "tags",
                        List.of("-a", "b"),
                        "order",
                        -5));
        var lines = as(someone)
                .get("/api/todos/export?format=csv")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .body()
                .asString();
        assertTrue(lines.startsWith("id,title,description,completed,"), lines);
        assertTrue(
                lines.contains(
                        ",\"'=HYPERLINK(\"\"http://evil\"\"), \"\"x\"\"\",\"'@one\ntwo\",false,none,,-5,\"'-a\nb\","),
                lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1",
                "+1",
                "-1",
                "@a",
                "\u200d=1",
                "\u2060\u200c+1",
                "\u3164-1",
                "\ufe0f@a",
                "\uff1d1",
                "\ufe661",
                "\u22121"
            })
    void textThatBeginsAFormulaIsHarmlessInCsv(String text) {
        var someone = Surroundings.someone();
        Api.create(someone, Map.of("title", text, "description", " \t\u00a0" + text, "tags", List.of(text, "b, c")));
        var csv = as(someone).get("/api/todos/export?format=csv").asString();
        assertTrue(csv.contains(",'%1$s,' \t\u00a0%1$s,false,none,,,\"'%1$s\nb, c\",".formatted(text)), csv);
    }

    /** Days that the calendar of java.sql.Date does not have, and those at which its time zones change. */
    @ParameterizedTest
    @CsvSource({
        "1582-10-04, Etc/UTC",
        "1582-10-05, Etc/UTC",
        "1582-10-14, Europe/Berlin",
        "1582-10-15, America/New_York",
        "0001-01-01, Asia/Tokyo",
        "2011-12-30, Pacific/Apia",
        "1900-01-01, Europe/Amsterdam",
        "2026-12-31, Pacific/Kiritimati",
        "9999-12-31, America/Sao_Paulo",
        "2018-11-04, America/Sao_Paulo",
    })
    void aDateIsTheSameInEveryZone(String date, String zone) {
        var someone = Surroundings.someone();
        var usual = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            var url = Api.create(someone, Map.of("title", "a", "dueDate", date)).<String>path("url");
            as(someone)
                    .body(Map.of("title", "b"))
                    .patch(url)
                    .then()
                    .statusCode(200)
                    .body("dueDate", is(date));
            as(someone)
                    .body(Map.of("title", "c", "dueDate", date))
                    .put(url)
                    .then()
                    .body("dueDate", is(date));
            as(someone).get(url).then().body("dueDate", is(date));
            as(someone).get("/api/todos/export").then().body("dueDate", is(List.of(date)));
            var csv = as(someone).get("/api/todos/export?format=csv").asString();
            assertTrue(csv.contains("," + date + ","), csv);
        } finally {
            TimeZone.setDefault(usual);
        }
    }

    @Test
    void anotherFormatIsRefused() {
        as(Surroundings.someone())
                .get("/api/todos/export?format=xml")
                .then()
                .statusCode(400)
                .body("errors[0].field", is("format"));
    }
}
