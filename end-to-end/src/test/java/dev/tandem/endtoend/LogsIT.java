package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What both services write while people do everything they can, rightly and wrongly. */
class LogsIT {

    private static TestPair pair;
    private static final List<String> SECRETS = new ArrayList<>();
    private static List<String> lines;

    @BeforeAll
    static void live() throws Exception {
        pair = TestPair.prepare(LogsIT.class);
        try {
            for (var service : List.of(pair.auth(), pair.todo())) {
                // The JVM says in a line of its own that it picked options up.
                service.without("JAVA_TOOL_OPTIONS")
                        .with("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true")
                        .start();
                service.awaitReady();
            }
            var person = Person.signUp(pair);
            doRight(person);
            doWrong(person);
            doInTwoSteps(Person.signUp(pair));
            doByMail(Person.signUp(pair));
            SECRETS.addAll(stored());
            pair.auth().settings().forEach((variable, value) -> {
                if (variable.matches(".*(PASSWORD|KEY|PEPPER)$")) {
                    SECRETS.add(value);
                }
            });
        } finally {
            pair.close();
        }
        lines = Stream.of("auth", "todo").flatMap(LogsIT::read).toList();
    }

    @Test
    void areJsonWithTheLevelTheMessageAndTheTraceOfARequest() {
        assertTrue(lines.size() > 10, "only " + lines.size());
        for (var line : lines) {
            var json = JsonPath.from(line);
            assertTrue(json.getString("level") != null && json.getString("message") != null, line);
        }
    }

    @Test
    void tellEachSecurityEventWithItsMembers() {
        for (var event : List.of(
                "signed_up",
                "logged_in",
                "login_failed",
                "refresh_token_reused",
                "password_changed",
                "password_reset",
                "second_factor_failed",
                "recovery_code_used")) {
            var found = lines.stream()
                    .map(JsonPath::from)
                    .filter(line -> event.equals(line.getString("mdc.event")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No line tells " + event));
            assertEquals("127.0.0.1", found.getString("mdc.address"), event);
            assertTrue(found.getString("mdc.account") != null && found.getString("mdc.traceId") != null, event);
        }
    }

    @Test
    void neverTellAPasswordATokenOrAHash() {
        assertTrue(SECRETS.size() > 20, "only " + SECRETS.size() + " secrets were looked for");
        for (var line : lines) {
            for (var secret : SECRETS) {
                assertTrue(!line.contains(secret), () -> "A secret is in the log: " + line);
            }
        }
    }

    private static void doRight(Person person) {
        remember(person);
        keep(person.logIn().expecting(200));
        person.addTodo("Nothing secret");
        var replaced = person.refreshToken();
        person.refresh().expecting(200);
        remember(person);
        keep(Call.post(pair.auth().address(), "/auth/password", """
                        {"currentPassword": "%s", "newPassword": "quite another passphrase"}""".formatted(person.password()))
                .bearer(person.accessToken())
                .send()
                .expecting(204));
        SECRETS.add("quite another passphrase");
        database("update session set rotated_at = rotated_at - interval '1 minute' where rotated_at is not null");
        person.refresh(replaced).expecting(401);
        person.logOut().expecting(204);
    }

    private static void doWrong(Person person) {
        var auth = pair.auth().address();
        var todo = pair.todo().address();
        var password = person.password();
        person.logIn().expecting(401);
        Call.post(auth, "/auth/login", "{\"email\": \"" + password + "\", \"password\": \"" + password + "\"}")
                .send()
                .expecting(401);
        for (var body : List.of(
                "{\"password\": \"" + password + "\"",
                "{\"" + password + "\": 1}",
                "[\"" + password + "\"]",
                "{\"email\": {\"a\": \"" + password + "\"}, \"password\": [\"" + password + "\"]}")) {
            Call.post(auth, "/auth/login", body).send().expecting(400);
            Call.post(auth, "/auth/refresh", body).send().expecting(400);
            assertTrue(Call.post(todo, "/api/todos", body)
                            .bearer(person.accessToken())
                            .send()
                            .status()
                    >= 400);
        }
        Call.get(todo, "/api/todos?access_token=" + person.accessToken()).send().expecting(401);
        Call.get(auth, "/auth/" + person.refreshToken()).send().expecting(404);
        Call.get(auth, "/auth/me").bearer(person.accessToken()).send().expecting(401);
        Call.get(auth, "/auth/me").bearer(person.accessToken() + "x").send().expecting(401);
    }

    private static void doInTwoSteps(Person person) {
        remember(person);
        var enrolment = confirmed(person, "/auth/totp").expecting(201).json();
        SECRETS.addAll(List.of(enrolment.getString("secret"), enrolment.getString("uri")));
        List<String> first = Call.post(
                        pair.auth().address(),
                        "/auth/totp/confirm",
                        "{\"code\": \"" + Totp.now(enrolment.getString("secret")) + "\"}")
                .bearer(person.accessToken())
                .send()
                .expecting(200)
                .json()
                .getList("recoveryCodes");
        SECRETS.addAll(first);
        List<String> codes = Call.post(pair.auth().address(), "/auth/totp/recovery-codes", """
                        {"password": "%s", "code": "%s"}""".formatted(
                                person.password(), first.getFirst()))
                .bearer(person.accessToken())
                .send()
                .expecting(200)
                .json()
                .getList("recoveryCodes");
        SECRETS.addAll(codes);
        var token = person.logIn().expecting(202).json().getString("second_factor_token");
        SECRETS.add(token);
        completed(token, "a wrong code " + token.substring(0, 20)).expecting(401);
        completed("a wrong token " + token, codes.getFirst()).expecting(401);
        keep(completed(token, codes.getFirst()).expecting(200));
        SECRETS.add(person.logIn().expecting(202).json().getString("second_factor_token"));
        SECRETS.add("a wrong ");
    }

    private static void doByMail(Person person) {
        var auth = pair.auth().address();
        remember(person);
        SECRETS.add(pair.mailedToken(person.email(), "verify-email"));
        Call.post(auth, "/auth/password/forgot", "{\"email\": \"" + person.email() + "\"}")
                .send()
                .expecting(202);
        var token = pair.mailedToken(person.email(), "reset-password");
        SECRETS.addAll(List.of(token, "a passphrase by mail"));
        var reset = "{\"token\": \"" + token + "\", \"newPassword\": \"a passphrase by mail\"}";
        Call.post(auth, "/auth/password/reset", reset).send().expecting(204);
        Call.post(auth, "/auth/password/reset", reset).send().expecting(400);
    }

    private static Answer confirmed(Person person, String path) {
        return Call.post(pair.auth().address(), path, "{\"password\": \"" + person.password() + "\"}")
                .bearer(person.accessToken())
                .send();
    }

    private static Answer completed(String token, String code) {
        return Call.post(pair.auth().address(), "/auth/login/second-factor", """
                        {"token": "%s", "code": "%s", "tokenDelivery": "body"}""".formatted(token, code))
                .send();
    }

    private static void remember(Person person) {
        SECRETS.addAll(List.of(person.password(), person.accessToken(), person.refreshToken()));
    }

    private static void keep(Answer answer) {
        if (!answer.body().isEmpty()) {
            SECRETS.add(answer.json().getString("access_token"));
            SECRETS.add(answer.json().getString("refresh_token"));
        }
    }

    /** Every hash and sealed value in auth-service's database, as text, hexadecimal and base64. */
    private static List<String> stored() throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var query : List.of(
                    "select password_hash from account",
                    "select family_hash, token_hash, previous_token_hash from session",
                    "select sealed_secret from authenticator",
                    "select code_hash from recovery_code",
                    "select token_hash, password_fingerprint from pending_login",
                    "select sealed_private_key from signing_key where sealed_private_key is not null",
                    "select token_hash from mailed_token",
                    "select sealed_secret from authenticator",
                    "select code_hash from recovery_code",
                    "select device_hash from known_device")) {
                try (var rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            var value = rows.getObject(column);
                            if (value instanceof byte[] bytes) {
                                found.add(HexFormat.of().formatHex(bytes));
                                found.add(Base64.getEncoder().encodeToString(bytes));
                                found.add(
                                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
                            } else if (value != null) {
                                found.add(value.toString());
                            }
                        }
                    }
                }
            }
        }
        return found;
    }

    private static void database(String update) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate(update);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect() throws SQLException {
        var settings = pair.auth().settings();
        return DriverManager.getConnection(
                settings.get("DB_URL"), settings.get("DB_OWNER_USERNAME"), settings.get("DB_OWNER_PASSWORD"));
    }

    private static Stream<String> read(String service) {
        try {
            return Files.readAllLines(TestPair.logOf(LogsIT.class, service)).stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
