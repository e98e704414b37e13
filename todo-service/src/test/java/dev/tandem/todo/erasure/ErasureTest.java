package dev.tandem.todo.erasure;

import static dev.tandem.todo.fixture.Eventually.eventually;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.todo.fixture.Api;
import dev.tandem.todo.fixture.Surroundings;
import dev.tandem.todo.fixture.TestIssuer;
import dev.tandem.todo.fixture.TestToken;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class ErasureTest {

    private static final String ACCOUNT = "/api/account";
    private static final TestIssuer.Key STRANGER = TestIssuer.newKey("stranger", 2048);
    private static final Map<String, String> TODO = Map.of("title", "Mine");

    private UUID person;
    private String access;

    @BeforeEach
    void twoTodos() {
        person = UUID.randomUUID();
        access = Surroundings.issuer().bearer(person);
        Api.create(access, TODO);
        withKey("first").then().statusCode(201);
    }

    @Test
    void takesEverythingOfThatPersonAndGivesAReceipt() throws SQLException {
        var before = Instant.now().minusSeconds(5);
        var receipt = erase(person);
        receipt.then().statusCode(200).body("account", is(person.toString())).body("todos", is(2));
        assertTrue(Instant.parse(receipt.path("erasedAt")).isAfter(before));
        assertEquals(0, rows("todos"));
        assertEquals(0, rows("idempotency_keys"));
        assertEquals(0, rows("quota_usage"));
    }

    @Test
    void leavesEveryoneElseAlone() {
        var other = Surroundings.someone();
        Api.create(other, TODO);
        erase(person).then().statusCode(200);
        Api.as(other).get(Api.TODOS).then().body("", hasSize(1));
        Api.create(other, TODO);
    }

    @Test
    void asksForNothingOfSomebodyWhoHadNothing() {
        erase(UUID.randomUUID()).then().statusCode(200).body("todos", is(0));
    }

    @Test
    void givesTheSameReceiptHoweverOftenItIsAskedFor() {
        var token = erasure(person).signed();
        var first = erase("Bearer " + token).asString();
        assertEquals(first, erase("Bearer " + token).asString());
        assertEquals(first, erase(person).asString());
    }

    @Test
    void happensOnceWhenItIsAskedForByManyAtOnce() throws Exception {
        try (var clients = Executors.newCachedThreadPool()) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(_ -> clients.submit(() -> erase(person)))
                    .toList();
            for (var answer : answers) {
                answer.get().then().statusCode(200).body("todos", is(2));
                assertEquals(answers.getFirst().get().asString(), answer.get().asString());
            }
        }
    }

    @Test
    void leavesAnAccessTokenThatStillLivesNothingToBringBack() throws SQLException {
        erase(person);
        for (var answer : List.of(Api.as(access).body(TODO).post(Api.TODOS), withKey("first"), withKey("second"))) {
            answer.then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                    .body("code", is("invalid_token"));
        }
        Api.as(access).get(Api.TODOS).then().statusCode(200).body("", empty());
        assertEquals(0, rows("todos"));
        assertEquals(0, rows("idempotency_keys"));
    }

    @Test
    void waitsForWhatIsBeingAddedAndTakesItToo() throws Exception {
        try (var adding = asPerson()) {
            update(adding, """
                    insert into todos (id, version, title, description, completed, priority, tags, created_at,
                      updated_at)
                    values (uuidv7(), 0, 'in flight', '', false, 'NONE', '{}', now(), now())
                    """);
            var receipt = whileHeldBy(adding, () -> erase(person));
            receipt.then().statusCode(200).body("todos", is(3));
        }
        assertEquals(0, rows("todos"));
    }

    @Test
    void letsNothingBeAddedWhileItIsUnderWay() throws Exception {
        try (var erasing = asPerson()) {
            update(erasing, "insert into erasures (account, todos) values (asking_owner(), 0)");
            query(erasing, "select 1 from pg_advisory_xact_lock(owner_lock(asking_owner()))");
            whileHeldBy(erasing, () -> Api.as(access).body(TODO).post(Api.TODOS))
                    .then()
                    .statusCode(401);
        }
        assertEquals(2, rows("todos"));
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryOtherToken() {
        var cases = new LinkedHashMap<String, Function<TestToken, String>>();
        cases.put("an access token", _ -> accessToken().signed());
        cases.put(
                "an access token with the scope",
                _ -> accessToken().claim("scope", "account:erase").signed());
        cases.put(
                "typ of an access token", token -> token.header("typ", "at+jwt").signed());
        cases.put("typ JWT", token -> token.header("typ", "JWT").signed());
        cases.put("missing typ", token -> token.header("typ", null).signed());
        cases.put(
                "wrong iss",
                token -> token.claim("iss", "https://evil.example.com").signed());
        cases.put("wrong aud", token -> token.claim("aud", "another-service").signed());
        cases.put("missing aud", token -> token.claim("aud", null).signed());
        cases.put("another scope", token -> token.claim("scope", "todos:erase").signed());
        cases.put(
                "more scopes", token -> token.claim("scope", "account:erase x").signed());
        cases.put(
                "a list of scopes",
                token -> token.claim("scope", List.of("account:erase")).signed());
        cases.put("missing scope", token -> token.claim("scope", null).signed());
        cases.put(
                "sub that is no UUID", token -> token.claim("sub", "everybody").signed());
        cases.put("missing sub", token -> token.claim("sub", null).signed());
        cases.put("missing jti", token -> token.claim("jti", null).signed());
        cases.put("missing exp", token -> token.claim("exp", null).signed());
        cases.put("missing iat", token -> token.claim("iat", null).signed());
        cases.put("expired", token -> token.time("iat", -66).time("exp", -6).signed());
        cases.put(
                "life longer than a minute",
                token -> token.time("iat", -1).time("exp", 61).signed());
        cases.put(
                "issued in the future",
                token -> token.time("iat", 20).time("exp", 60).signed());
        cases.put("signed by a stranger", token -> token.signedBy(STRANGER).signed());
        cases.put("unknown kid", token -> token.header("kid", "nobody-knows").signed());
        cases.put("alg none", token -> token.header("alg", "none").unsigned());
        cases.put("over 4 KB", token -> token.claim("padding", "x".repeat(4096)).signed());
        cases.put("nonsense", _ -> "nonsense");
        return cases.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> refused(erase("Bearer " + entry.getValue().apply(erasure(person))))));
    }

    @Test
    void refusesTwoCredentialsAndOtherSchemes() {
        var credentials = "Bearer " + erasure(person).signed();
        refused(given().header("Authorization", credentials)
                .header("Authorization", credentials)
                .delete(ACCOUNT));
        refused(erase("Basic YTpi"));
        given().delete(ACCOUNT)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", is("missing_token"));
    }

    @Test
    void isAllItsTokenIsGoodFor() {
        var credentials = "Bearer " + erasure(person).signed();
        for (var method : List.of("GET", "POST", "DELETE")) {
            refused(Api.as(credentials).body(TODO).request(method, Api.TODOS));
        }
        refused(Api.as(credentials).get(Api.TODOS + "/export"));
        Api.as(access).get(Api.TODOS).then().body("", hasSize(2));
    }

    @Test
    void isNoneOfTheApisBusiness() {
        given().get("/q/openapi").then().statusCode(200).body("paths.'/api/account'", nullValue());
        given().get(ACCOUNT).then().statusCode(405).header("Allow", "DELETE, OPTIONS");
    }

    private void refused(Response answer) {
        answer.then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .contentType("application/problem+json")
                .body("code", is("invalid_token"));
        Api.as(access).get(Api.TODOS).then().body("", hasSize(2));
    }

    private static Response erase(UUID account) {
        return erase("Bearer " + erasure(account).signed());
    }

    private static Response erase(String credentials) {
        return given().header("Authorization", credentials).delete(ACCOUNT);
    }

    private TestToken accessToken() {
        return Surroundings.issuer().token(person);
    }

    /** As auth-service makes it. */
    private static TestToken erasure(UUID account) {
        return Surroundings.issuer()
                .token(account)
                .header("typ", "account-erasure+jwt")
                .claim("scope", "account:erase")
                .claim("sid", null)
                .claim("groups", null)
                .time("iat", 0)
                .time("exp", 59);
    }

    private Response withKey(String key) {
        return Api.as(access).header("Idempotency-Key", key).body(TODO).post(Api.TODOS);
    }

    /** In a transaction like the service's own. */
    private Connection asPerson() throws SQLException {
        var connection = Surroundings.application();
        connection.setAutoCommit(false);
        query(connection, "select set_config('app.user_id', '" + person + "', true)");
        return connection;
    }

    /** Sends a request that has to wait for {@code transaction}, commits it, and returns the answer. */
    private static Response whileHeldBy(Connection transaction, Callable<Response> request) throws Exception {
        try (var client = Executors.newCachedThreadPool()) {
            var answer = client.submit(request);
            eventually(ErasureTest::somebodyWaits);
            transaction.commit();
            return answer.get();
        }
    }

    private static boolean somebodyWaits() {
        try (var connection = Surroundings.superuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) > 0 from pg_locks where not granted")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate(sql));
        }
    }

    private static void query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeQuery(sql).close();
        }
    }

    private long rows(String table) throws SQLException {
        try (var connection = Surroundings.superuser();
                var statement = connection.prepareStatement("select count(*) from " + table + " where owner_id = ?")) {
            statement.setObject(1, person);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
