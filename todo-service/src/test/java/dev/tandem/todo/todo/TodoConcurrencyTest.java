package dev.tandem.todo.todo;

import static dev.tandem.todo.fixture.Api.TODOS;
import static dev.tandem.todo.fixture.Api.as;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.todo.fixture.Api;
import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class TodoConcurrencyTest {

    private String someone;

    @BeforeEach
    void asSomeoneNew() {
        someone = Surroundings.someone();
    }

    @Test
    void ofChangesMadeToTheSameVersionOneWins() throws Exception {
        var created = Api.create(someone, Map.of("title", "a"));
        var answers = atOnce(
                8,
                i -> as(someone)
                        .header("If-Match", created.header("ETag"))
                        .body(Map.of("title", "changed " + i))
                        .patch(created.<String>path("url")));
        assertEquals(1, count(answers, 200));
        assertEquals(7, count(answers, 412));
        answers.stream()
                .filter(answer -> answer.statusCode() == 412)
                .forEach(answer ->
                        answer.then().contentType("application/problem+json").body("code", is("precondition_failed")));
    }

    @Test
    void changesToDifferentMembersAllSurvive() throws Exception {
        var created = Api.create(someone, Map.of("title", "a"));
        var patches = List.of(
                Map.of("title", "b"),
                Map.of("description", "c"),
                Map.of("completed", true),
                Map.of("priority", "low"),
                Map.of("order", 7),
                Map.of("dueDate", "2026-02-03"),
                Map.of("tags", List.of("x")));
        var answers =
                atOnce(patches.size(), i -> as(someone).body(patches.get(i)).patch(created.<String>path("url")));
        assertEquals(patches.size(), count(answers, 200));
        as(someone)
                .get(created.<String>path("url"))
                .then()
                .body("title", is("b"))
                .body("description", is("c"))
                .body("completed", is(true))
                .body("priority", is("low"))
                .body("order", is(7))
                .body("dueDate", is("2026-02-03"))
                .body("tags", containsInAnyOrder("x"));
    }

    @Test
    void aStaleVersionIsNeitherReplacedNorDeleted() {
        var created = Api.create(someone, Map.of("title", "a"));
        var url = created.<String>path("url");
        as(someone).body(Map.of("title", "b")).patch(url).then().statusCode(200);
        as(someone)
                .header("If-Match", created.header("ETag"))
                .body(Map.of("title", "c"))
                .put(url)
                .then()
                .statusCode(412);
        as(someone)
                .header("If-Match", created.header("ETag"))
                .delete(url)
                .then()
                .statusCode(412);
        as(someone)
                .header("If-Match", "W/" + created.header("ETag"))
                .delete(url)
                .then()
                .statusCode(412);
        as(someone)
                .header("If-Match", "*")
                .body(Map.of("title", "d"))
                .put(url)
                .then()
                .statusCode(200);
    }

    @Test
    void theSameIdempotencyKeyMakesOneTodo() throws Exception {
        var key = UUID.randomUUID().toString();
        var answers = atOnce(12, i -> post(key, "same"));
        assertEquals(12, count(answers, 201));
        assertEquals(
                1,
                answers.stream()
                        .map(answer -> answer.body().asString())
                        .distinct()
                        .count());
        assertEquals(
                1,
                answers.stream()
                        .map(answer -> answer.header("Location"))
                        .distinct()
                        .count());
        as(someone).get(TODOS).then().body("$", hasSize(1));
    }

    @Test
    void theFirstAnswerIsGivenAgainAfterAChange() {
        var first = post("key", "a");
        as(someone)
                .body(Map.of("title", "changed"))
                .patch(first.<String>path("url"))
                .then()
                .statusCode(200);
        assertEquals(first.body().asString(), post("key", "a").body().asString());
        as(someone).delete(first.<String>path("url")).then().statusCode(204);
        assertEquals(first.body().asString(), post("key", "a").body().asString());
        as(someone).get(TODOS).then().body("$", hasSize(0));
    }

    @Test
    void anIdempotencyKeyIsForOneRequestOfOnePersonForADay() throws SQLException {
        post("key", "a").then().statusCode(201);
        post("key", "b")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", is("idempotency_key_reused"));
        var stranger = Surroundings.someone();
        as(stranger)
                .header("Idempotency-Key", "key")
                .body(Map.of("title", "b"))
                .post(TODOS)
                .then()
                .statusCode(201);
        try (var connection = Surroundings.superuser();
                var statement = connection.createStatement()) {
            statement.execute("update idempotency_keys set created_at = created_at - interval '25 hours'");
        }
        post("key", "b").then().statusCode(201);
        as(someone).get(TODOS).then().body("title", containsInAnyOrder("a", "b"));
    }

    @Test
    void aRefusedRequestUsesNoKeyUp() {
        post("key", " ").then().statusCode(400);
        post("key", "a").then().statusCode(201);
    }

    @Test
    void anIdempotencyKeyHasToBeOne() {
        for (var key : List.of("has space", "x".repeat(256))) {
            post(key, "a").then().statusCode(400).body("errors[0].field", is("Idempotency-Key"));
        }
    }

    private Response post(String key, String title) {
        return as(someone)
                .header("Idempotency-Key", key)
                .body(Map.of("title", title))
                .post(TODOS);
    }

    private static long count(List<Response> answers, int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).count();
    }

    private static List<Response> atOnce(int times, IntFunction<Response> request) throws Exception {
        var start = new CyclicBarrier(times);
        try (var threads = Executors.newFixedThreadPool(times)) {
            var requests = IntStream.range(0, times)
                    .<Callable<Response>>mapToObj(i -> () -> {
                        start.await();
                        return request.apply(i);
                    })
                    .toList();
            return threads.invokeAll(requests).stream().map(Future::resultNow).toList();
        }
    }
}
