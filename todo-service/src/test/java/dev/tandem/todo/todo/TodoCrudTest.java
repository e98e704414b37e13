package dev.tandem.todo.todo;

import static dev.tandem.todo.fixture.Api.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tandem.todo.fixture.Api;
import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class TodoCrudTest {

    private String someone;

    @BeforeEach
    void asSomeoneNew() {
        someone = Surroundings.someone();
    }

    @Test
    void createAnswersTheTodoAndWhereItIs() {
        var created = as(someone)
                .body("""
                        {"title": "  Water the plants\u00a0", "priority": "high", "dueDate": "2026-12-31",
                         "order": -3, "tags": ["home", "home ", "green"]}
                        """)
                .post("/api/todos")
                .then()
                .statusCode(201)
                .contentType(ContentType.JSON)
                .header("ETag", notNullValue())
                .body("title", is("Water the plants"))
                .body("description", is(""))
                .body("completed", is(false))
                .body("priority", is("high"))
                .body("dueDate", is("2026-12-31"))
                .body("order", is(-3))
                .body("tags", contains("home", "green"))
                .body("createdAt", notNullValue())
                .body("completedAt", nullValue())
                .body("$", not(hasKey("version")))
                .body("$", not(hasKey("owner")))
                .extract();
        assertEquals(created.header("Location"), created.path("url"));
        assertEquals(7, UUID.fromString(created.path("id")).version());

        var read = as(someone)
                .get(created.header("Location"))
                .then()
                .statusCode(200)
                .extract();
        assertEquals(created.body().asString(), read.body().asString());
        assertEquals(created.header("ETag"), read.header("ETag"));
    }

    @Test
    void getAnswersNotModifiedToWhoHasItAlready() {
        var created = create("{\"title\": \"a\"}");
        var etag = created.header("ETag");
        as(someone)
                .header("If-None-Match", etag)
                .get(url(created))
                .then()
                .statusCode(304)
                .header("ETag", etag);
        as(someone)
                .header("If-None-Match", "\"other\", W/" + etag)
                .get(url(created))
                .then()
                .statusCode(304);
        as(someone)
                .header("If-None-Match", "\"other\"")
                .get(url(created))
                .then()
                .statusCode(200);
        as(someone)
                .header("If-None-Match", "other")
                .get(url(created))
                .then()
                .statusCode(400)
                .body("errors[0].field", is("If-None-Match"));
    }

    @Test
    void aMemberThatIsNullIsThereWhereverToDosAreRead() {
        var created = create("{\"title\": \"a\"}");
        var read = as(someone).get(url(created));
        var listed = as(someone).get("/api/todos").<List<Map<String, Object>>>path("$");
        var exported = as(someone).get("/api/todos/export").<List<Map<String, Object>>>path("$");
        var todos = List.of(
                created.<Map<String, Object>>path("$"),
                read.<Map<String, Object>>path("$"),
                listed.getFirst(),
                exported.getFirst());
        for (var todo : todos) {
            for (var member : List.of("dueDate", "order", "completedAt")) {
                assertEquals(true, todo.containsKey(member), () -> member + " in " + todo);
                assertNull(todo.get(member));
            }
        }
    }

    @Test
    void putReplacesWhatIsLeftOutByItsDefault() {
        var created = create(
                "{\"title\": \"a\", \"description\": \"b\", \"completed\": true, \"tags\": [\"x\"], \"order\": 1}");
        as(someone)
                .body("{\"title\": \"c\"}")
                .put(url(created))
                .then()
                .statusCode(200)
                .header("ETag", not(created.header("ETag")))
                .body("title", is("c"))
                .body("description", is(""))
                .body("completed", is(false))
                .body("completedAt", nullValue())
                .body("order", nullValue())
                .body("tags", empty())
                .body("createdAt", is(created.<String>path("createdAt")))
                .body("updatedAt", greaterThan(created.<String>path("updatedAt")));
    }

    @Test
    void patchKeepsWhatIsAbsentAndClearsWhatIsNull() {
        var created =
                create("{\"title\": \"a\", \"description\": \"b\", \"dueDate\": \"2026-01-01\", \"tags\": [\"x\"]}");
        as(someone)
                .contentType("application/merge-patch+json")
                .body("{\"dueDate\": null, \"completed\": true}")
                .patch(url(created))
                .then()
                .statusCode(200)
                .body("title", is("a"))
                .body("description", is("b"))
                .body("dueDate", nullValue())
                .body("tags", contains("x"))
                .body("completed", is(true))
                .body("completedAt", notNullValue());
        as(someone)
                .body("{\"description\": null, \"tags\": null, \"completed\": null}")
                .patch(url(created))
                .then()
                .statusCode(200)
                .body("description", is(""))
                .body("tags", empty())
                .body("completed", is(false))
                .body("completedAt", nullValue());
        as(someone)
                .body("{\"title\": null}")
                .patch(url(created))
                .then()
                .statusCode(400)
                .body("errors[0].field", is("title"));
    }

    @Test
    void patchThatChangesNothingKeepsTheEntityTag() {
        var created = create("{\"title\": \"a\"}");
        as(someone)
                .body("{\"title\": \"a\"}")
                .patch(url(created))
                .then()
                .statusCode(200)
                .header("ETag", created.header("ETag"))
                .body("updatedAt", is(created.<String>path("updatedAt")));
    }

    @Test
    void completedAtStaysWhileItStaysCompleted() {
        var created = create("{\"title\": \"a\", \"completed\": true}");
        as(someone)
                .body("{\"title\": \"b\"}")
                .patch(url(created))
                .then()
                .statusCode(200)
                .body("completedAt", is(created.<String>path("completedAt")));
    }

    /** As a replica whose clock is behind does. */
    @Test
    void aChangeIsNeverOlderThanTheOneBefore() throws SQLException {
        var created = create("{\"title\": \"a\"}");
        try (var connection = Surroundings.superuser();
                var statement = connection.prepareStatement(
                        "update todos set created_at = ?, updated_at = ? where id = ?::uuid")) {
            var ahead = OffsetDateTime.parse("2100-01-01T00:00:00Z");
            statement.setObject(1, ahead);
            statement.setObject(2, ahead);
            statement.setString(3, created.path("id"));
            statement.executeUpdate();
        }
        as(someone)
                .body("{\"title\": \"b\"}")
                .patch(url(created))
                .then()
                .statusCode(200)
                .body("title", is("b"))
                .body("updatedAt", is("2100-01-01T00:00:00Z"));
    }

    @Test
    void deleteTakesOneAway() {
        var created = create("{\"title\": \"a\"}");
        as(someone).delete(url(created)).then().statusCode(204);
        as(someone).get(url(created)).then().statusCode(404);
        as(someone).delete(url(created)).then().statusCode(404);
    }

    @Test
    void deleteManyTakesTheCompletedOrAll() {
        create("{\"title\": \"a\", \"completed\": true}");
        create("{\"title\": \"b\"}");
        as(someone)
                .delete("/api/todos?completed=false")
                .then()
                .statusCode(400)
                .body("errors[0].field", is("completed"));
        as(someone).delete("/api/todos?complete=true").then().statusCode(400).body("errors[0].field", is("complete"));
        as(someone).delete("/api/todos?completed=true").then().statusCode(204);
        as(someone).get("/api/todos").then().body("title", contains("b"));
        as(someone).delete("/api/todos").then().statusCode(204);
        as(someone).get("/api/todos").then().body("$", empty());
    }

    @Test
    void anotherPersonsTodoIsMissingInEveryMethod() {
        var theirs = create("{\"title\": \"secret\"}");
        var me = Surroundings.someone();
        var missing = "/api/todos/" + UUID.randomUUID();
        for (var method : new String[] {"GET", "PUT", "PATCH", "DELETE"}) {
            var answers = new String[2];
            var urls = new String[] {url(theirs), missing};
            for (int i = 0; i < 2; i++) {
                var request = as(me);
                if (method.startsWith("P")) {
                    request.body("{\"title\": \"mine\"}");
                }
                answers[i] = request.request(method, urls[i])
                        .then()
                        .statusCode(404)
                        .contentType("application/problem+json")
                        .extract()
                        .body()
                        .asString()
                        .replaceFirst("\"traceId\":\"[0-9a-f]{32}\"", "");
            }
            assertEquals(answers[1], answers[0], method);
        }
        as(me).delete("/api/todos").then().statusCode(204);
        as(someone).get(url(theirs)).then().statusCode(200).body("title", equalTo("secret"));
    }

    private Response create(String body) {
        return Api.create(someone, body);
    }

    private static String url(Response created) {
        return created.path("url");
    }
}
