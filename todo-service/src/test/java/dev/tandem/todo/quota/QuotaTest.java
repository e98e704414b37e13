package dev.tandem.todo.quota;

import static dev.tandem.todo.fixture.Api.TODOS;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.todo.fixture.Api;
import dev.tandem.todo.fixture.Surroundings;
import dev.tandem.todo.fixture.TightLimits;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TightLimits.class)
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class QuotaTest {

    private static final Map<String, String> SMALL = Map.of("title", "a");
    private static final Map<String, String> LARGE = Map.of("title", "a", "description", "日".repeat(4000));
    private static final AtomicInteger NETWORKS = new AtomicInteger();

    private UUID person;
    private String bearer;
    private String network;

    @BeforeEach
    void asSomeoneNewFromSomewhereElse() {
        person = UUID.randomUUID();
        bearer = Surroundings.issuer().bearer(person);
        network = "192.0.2." + NETWORKS.incrementAndGet();
    }

    @Test
    void todosAreLimited() {
        for (int left = 7; left >= 0; left--) {
            create(SMALL).then().statusCode(201).header("Quota-Remaining", startsWith("todos=" + left + ", bytes="));
        }
        exceeded(create(SMALL), "todos=0", "may have 8 to-dos");
        exceeded(withKey("key", SMALL), "todos=0", "may have 8 to-dos");
        var url = api().get(TODOS).then().body("$", hasSize(8)).extract().<String>path("[0].url");
        api().body(Map.of("title", "changed")).patch(url).then().statusCode(200);
        api().delete(url).then().statusCode(204);
        create(SMALL).then().statusCode(201);
        exceeded(create(SMALL), "todos=0", "may have 8 to-dos");
    }

    @Test
    void theRaceForTheLastOneHasOneWinner() throws Exception {
        try (var clients = Executors.newFixedThreadPool(16)) {
            var race = Stream.<Callable<Response>>generate(() -> () -> create(SMALL))
                    .limit(16)
                    .toList();
            var answers =
                    clients.invokeAll(race).stream().map(Future::resultNow).toList();
            assertEquals(
                    8,
                    answers.stream()
                            .filter(answer -> answer.statusCode() == 201)
                            .count());
            assertEquals(
                    8,
                    answers.stream()
                            .filter(answer -> answer.statusCode() == 403)
                            .count());
        }
        api().get(TODOS).then().body("$", hasSize(8));
        assertEquals("8 8 0", usage());
    }

    @Test
    void bytesAreLimited() throws SQLException {
        for (int i = 0; i < 5; i++) {
            create(LARGE).then().statusCode(201);
        }
        exceeded(create(LARGE), "bytes=" + (65_536 - 5 * 12_001), "may store 65536 bytes");
        var small = create(SMALL).<String>path("url");
        exceeded(api().body(LARGE).put(small), "bytes=" + (65_536 - 5 * 12_001 - 1), "may store 65536 bytes");
        exceeded(api().body(LARGE).patch(small), "bytes=" + (65_536 - 5 * 12_001 - 1), "may store 65536 bytes");
        assertEquals("6 60006 0", usage());
    }

    /** A response that is kept for its key takes as much as its to-do. */
    @Test
    void whatIsKeptForKeysIsStoredToo() {
        withKey("1", LARGE).then().statusCode(201);
        withKey("2", LARGE).then().statusCode(201);
        withKey("3", LARGE)
                .then()
                .statusCode(403)
                .body("code", is("quota_exceeded"))
                .body("detail", containsString("65536 bytes"));
        withKey("1", LARGE).then().statusCode(201);
        api().get(TODOS).then().body("$", hasSize(2));
    }

    @Test
    void keysAreLimited() throws SQLException {
        for (int i = 0; i < 3; i++) {
            withKey("key" + i, SMALL).then().statusCode(201);
        }
        exceeded(withKey("key3", SMALL), "keys=0", "3 idempotency keys");
        withKey("key1", SMALL).then().statusCode(201);
        create(SMALL).then().statusCode(201);
        api().get(TODOS).then().body("$", hasSize(4));
        execute("update idempotency_keys set created_at = created_at - interval '25 hours' where owner_id = ?");
        withKey("key1", SMALL).then().statusCode(201);
        api().get(TODOS).then().body("$", hasSize(5));
    }

    @Test
    void whoIsOverALoweredQuotaMayStillChangeAndDelete() throws SQLException {
        Surroundings.seed(person, 20);
        assertEquals("20", usage().split(" ")[0]);
        var url = api().get(TODOS).<String>path("[0].url");
        exceeded(create(SMALL), "todos=0", "may have 8 to-dos");
        api().body(Map.of("completed", true)).patch(url).then().statusCode(200);
        api().delete(TODOS + "?completed=true").then().statusCode(204);
        api().delete(url).then().statusCode(404);
        api().delete(TODOS).then().statusCode(204);
        assertEquals("nothing", usage());
        create(SMALL).then().statusCode(201);
    }

    @Test
    void eachAccountHasItsOwn() throws SQLException {
        Surroundings.seed(UUID.randomUUID(), 20);
        create(SMALL).then().statusCode(201).header("Quota-Remaining", "todos=7, bytes=65535, keys=3");
    }

    private RequestSpecification api() {
        return Api.as(bearer).header("X-Forwarded-For", network);
    }

    private Response create(Map<String, String> todo) {
        return api().body(todo).post(TODOS);
    }

    private Response withKey(String key, Map<String, String> todo) {
        return api().header("Idempotency-Key", key).body(todo).post(TODOS);
    }

    private static void exceeded(Response answer, String left, String detail) {
        answer.then()
                .statusCode(403)
                .contentType("application/problem+json")
                .header("Quota-Remaining", left)
                .body("code", is("quota_exceeded"))
                .body("detail", containsString(detail));
    }

    private String usage() throws SQLException {
        try (var connection = Surroundings.superuser();
                var sql = connection.prepareStatement(
                        "select todos || ' ' || bytes || ' ' || keys from quota_usage where owner_id = ?")) {
            sql.setObject(1, person);
            try (var rows = sql.executeQuery()) {
                return rows.next() ? rows.getString(1) : "nothing";
            }
        }
    }

    private void execute(String statement) throws SQLException {
        try (var connection = Surroundings.superuser();
                var sql = connection.prepareStatement(statement)) {
            sql.setObject(1, person);
            sql.execute();
        }
    }
}
