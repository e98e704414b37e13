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
import java.util.UUID;
import org.junit.jupiter.api.Test;

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
                lines.contains(",\"'=HYPERLINK(\"\"http://evil\"\"), \"\"x\"\"\",\"'@one\ntwo\",false,none,,-5,'-a b,"),
                lines);
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
