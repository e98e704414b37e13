package dev.tandem.todo.todo;

import static dev.tandem.todo.fixture.Api.TODOS;
import static dev.tandem.todo.fixture.Api.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.tandem.todo.fixture.Api;
import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class TodoInputTest {

    private static final String EMOJI = "\ud83c\udf31"; // two UTF-16 units, one character

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title        | {}",
                "title        | {'title': null}",
                "title        | {'title': ''}",
                "title        | {'title': ' \\t\\u00a0\\u3000'}",
                "title        | {'title': '\\u200b'}",
                "title        | {'title': '\\u3164'}",
                "title        | {'title': '\\u2800'}",
                "title        | {'title': '\\u200d\\ufe0f'}",
                "title        | {'title': 'a\\u202eb'}",
                "title        | {'title': 'a\\u2028b'}",
                "title        | {'title': '\\ufdd0'}",
                "title        | {'title': 5}",
                "title        | {'title': true}",
                "title        | {'title': ['a']}",
                "title        | {'title': {'a': 1}}",
                "title        | {'title': 'a\\u0000b'}",
                "title        | {'title': 'a\\nb'}",
                "title        | {'title': 'a\\u001bb'}",
                "title        | {'title': 'a\\ud83c'}",
                "description  | {'title': 'a', 'description': 'a\\u0000b'}",
                "description  | {'title': 'a', 'description': 1}",
                "description  | {'title': 'a', 'description': 'a\\u2066b'}",
                "completed    | {'title': 'a', 'completed': 'true'}",
                "completed    | {'title': 'a', 'completed': 1}",
                "priority     | {'title': 'a', 'priority': 'urgent'}",
                "priority     | {'title': 'a', 'priority': 'HIGH'}",
                "priority     | {'title': 'a', 'priority': ' high '}",
                "priority     | {'title': 'a', 'priority': 'high\\n'}",
                "priority     | {'title': 'a', 'priority': ''}",
                "priority     | {'title': 'a', 'priority': 1}",
                "dueDate      | {'title': 'a', 'dueDate': 'tomorrow'}",
                "dueDate      | {'title': 'a', 'dueDate': '2026-02-30'}",
                "dueDate      | {'title': 'a', 'dueDate': '2026-01-01T00:00:00Z'}",
                "dueDate      | {'title': 'a', 'dueDate': '+999999999-12-31'}",
                "dueDate      | {'title': 'a', 'dueDate': '0000-01-01'}",
                "dueDate      | {'title': 'a', 'dueDate': ''}",
                "dueDate      | {'title': 'a', 'dueDate': [2026, 1, 1]}",
                "dueDate      | {'title': 'a', 'dueDate': 20000}",
                "order        | {'title': 'a', 'order': '1'}",
                "order        | {'title': 'a', 'order': 1.5}",
                "order        | {'title': 'a', 'order': 2147483648}",
                "order        | {'title': 'a', 'order': true}",
                "tags         | {'title': 'a', 'tags': 'x'}",
                "tags[1]      | {'title': 'a', 'tags': ['x', 1]}",
                "tags[1]      | {'title': 'a', 'tags': ['x', null]}",
                "tags[0]      | {'title': 'a', 'tags': [' ']}",
                "tags[0]      | {'title': 'a', 'tags': ['\\u3164']}",
                "tags[0]      | {'title': 'a', 'tags': ['a\\u200e']}",
                "owner        | {'title': 'a', 'owner': 'x'}",
                "ownerId      | {'title': 'a', 'ownerId': 'x'}",
                "id           | {'title': 'a', 'id': '019aa0b2-7f3e-7c51-9d3b-0a52b2f0c1de'}",
                "version      | {'title': 'a', 'version': 1}",
                "body         | []",
                "body         | 1",
                "body         | null",
            })
    void whatIsWrongIsNamed(String field, String body) {
        var someone = Surroundings.someone();
        var json = body.replace('\'', '"');
        invalid(as(someone).body(json).post(TODOS).then(), field);
        var created = Api.create(someone, "{\"title\": \"a\"}").<String>path("url");
        invalid(as(someone).body(json).put(created).then(), field);
        if (!body.equals("{}")) {
            invalid(as(someone).body(json).patch(created).then(), field);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{'title': 'a'",
                "{'title': 'a'} x",
                "{'title': 'a', 'title': 'b'}",
                "{'title': a}",
                "{title: 'a'}",
                "nonsense",
            })
    void whatIsNoJsonIsRefused(String body) {
        malformed(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void deepJsonIsRefused() {
        var someone = Surroundings.someone();
        var deep = "{\"title\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        invalid(as(someone).body(deep).post(TODOS).then(), "title");
        var created = Api.create(someone, "{\"title\": \"a\"}");
        as(someone)
                .body(deep)
                .patch(created.<String>path("url"))
                .then()
                .statusCode(400)
                .body("code", is("malformed_json"));
    }

    @Test
    void moreThanOneObjectIsRefused() {
        invalid(
                as(Surroundings.someone())
                        .body("{\"title\": \"a\"} {\"title\": \"b\"}")
                        .post(TODOS)
                        .then(),
                "body");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        var latin = "{\"title\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        var overlongNul = "{\"title\": \"\u00c0\u0080\"}".getBytes(StandardCharsets.ISO_8859_1);
        for (var body : List.of(latin, overlongNul)) {
            invalid(
                    as(Surroundings.someone())
                            .contentType("application/json")
                            .body(body)
                            .post(TODOS)
                            .then(),
                    "title");
        }
    }

    @Test
    void nothingAtAllIsRefused() {
        invalid(as(Surroundings.someone()).post(TODOS).then(), "body");
    }

    @Test
    void lengthsCountCharactersNotUtf16Units() {
        var someone = Surroundings.someone();
        var created = Api.create(
                someone,
                Map.of(
                        "title", EMOJI.repeat(200),
                        "description", EMOJI.repeat(4000),
                        "tags",
                                IntStream.range(0, 10)
                                        .mapToObj(i -> i + EMOJI.repeat(49))
                                        .toList()));
        as(someone).get(created.<String>path("url")).then().body("title", is(EMOJI.repeat(200)));
        invalid(post(Map.of("title", EMOJI.repeat(201))), "title");
        invalid(post(Map.of("title", "x".repeat(201))), "title");
        invalid(post(Map.of("title", "a", "description", "x".repeat(4001))), "description");
        invalid(post(Map.of("title", "a", "tags", List.of("x".repeat(51)))), "tags[0]");
        invalid(
                post(Map.of(
                        "title",
                        "a",
                        "tags",
                        IntStream.range(0, 11).mapToObj(i -> "t" + i).toList())),
                "tags");
    }

    @Test
    void aDescriptionMayHaveLines() {
        var text = "one\n\ttwo\r\nthree";
        Api.create(Surroundings.someone(), Map.of("title", "a", "description", text))
                .then()
                .body("description", is(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "\u200b", "\u3164\u2800"})
    void aDescriptionThatShowsNothingIsEmpty(String text) {
        Api.create(Surroundings.someone(), Map.of("title", "a", "description", text))
                .then()
                .body("description", is(""));
    }

    @Test
    void whatLooksTheSameIsTheSame() {
        var someone = Surroundings.someone();
        var created = Api.create(
                someone,
                Map.of(
                        "title",
                        "Cafe\u0301",
                        "description",
                        "A\u030a",
                        "tags",
                        List.of("e\u0301", "\u00e9", " e\u0301 ")));
        created.then()
                .body("title", is("Caf\u00e9"))
                .body("description", is("\u00c5"))
                .body("tags", is(List.of("\u00e9")));
        for (var query : List.of("q=cafe%CC%81", "q=caf%C3%A9", "q=a%CC%8A", "tag=e%CC%81", "tag=%C3%A9")) {
            as(someone)
                    .urlEncodingEnabled(false)
                    .get(TODOS + "?" + query)
                    .then()
                    .body("title", is(List.of("Caf\u00e9")));
        }
        as(someone)
                .body(Map.of("tags", List.of("e\u0301")))
                .patch(created.<String>path("url"))
                .then()
                .header("ETag", is(created.header("ETag")));
    }

    /** As many as the body holds: sorting them would take quadratic time. */
    @Test
    void marksWithoutEndAreRefusedAtOnce() {
        var marks = "a" + "\u0316\u0301".repeat(16_000);
        assertTimeout(
                Duration.ofSeconds(2), () -> invalid(post(Map.of("title", "a", "description", marks)), "description"));
    }

    /** It may have been stored before a rule was made. */
    @Test
    void whatAPatchLeavesAloneIsNotJudged() throws SQLException {
        var someone = Surroundings.someone();
        var url = Api.create(someone, Map.of("title", "a")).<String>path("url");
        try (var connection = Surroundings.superuser();
                var sql =
                        connection.prepareStatement("update todos set title = ?, description = ? where id = ?::uuid")) {
            sql.setString(1, "a\u200f");
            sql.setString(2, "\u0958".repeat(4000)); // twice as long in NFC
            sql.setString(3, url.substring(url.lastIndexOf('/') + 1));
            assertEquals(1, sql.executeUpdate());
        }
        as(someone)
                .body(Map.of("completed", true))
                .patch(url)
                .then()
                .statusCode(200)
                .body("title", is("a\u200f"))
                .body("description", is("\u0958".repeat(4000)));
        invalid(as(someone).body(Map.of("title", "b\u200f")).patch(url).then(), "title");
        as(someone).get(TODOS + "?sort=title&limit=1").then().statusCode(200);
    }

    @Test
    void theMostAndLeastThatFitIsStored() {
        var someone = Surroundings.someone();
        for (var body : List.of(
                "{\"title\": \"a\", \"order\": 2147483647, \"dueDate\": \"9999-12-31\"}",
                "{\"title\": \"a\", \"order\": -2147483648, \"dueDate\": \"0001-01-01\"}")) {
            var created = Api.create(someone, body);
            as(someone)
                    .get(created.<String>path("url"))
                    .then()
                    .statusCode(200)
                    .body("order", is(created.<Integer>path("order")))
                    .body("dueDate", is(created.<String>path("dueDate")));
        }
    }

    @Test
    void aLongUnknownNameIsNotEchoedInFull() {
        post(Map.of("title", "a", "x".repeat(10_000), 1)).statusCode(400).body("errors[0].field.length()", is(101));
    }

    private static ValidatableResponse post(Map<String, ?> members) {
        return as(Surroundings.someone()).body(members).post(TODOS).then();
    }

    private static void invalid(ValidatableResponse answer, String field) {
        answer.statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("validation_failed"))
                .body("errors.size()", is(1))
                .body("errors[0].field", is(field))
                .body("errors[0].message", not(containsString("dev.tandem")))
                .body("errors[0].message", not(containsString("java.")))
                .body("violations", nullValue());
    }

    private static void malformed(byte[] body) {
        as(Surroundings.someone())
                .contentType("application/json")
                .body(body)
                .post(TODOS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("malformed_json"));
    }
}
