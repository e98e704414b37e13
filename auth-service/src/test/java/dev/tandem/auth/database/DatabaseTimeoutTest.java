package dev.tandem.auth.database;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.mail.Mailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

@QuarkusTest
@TestProfile(ShortTimeouts.class)
class DatabaseTimeoutTest {

    private static final List<String> SETTINGS =
            List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout");

    private final DataSource application;
    private final Flyway migrations;
    private Response person;

    DatabaseTimeoutTest(DataSource application, Flyway migrations) {
        this.application = application;
        this.migrations = migrations;
    }

    @BeforeEach
    void signUp() {
        person = Person.unique().signUp();
    }

    @Test
    void aSlowStatementIsAnsweredAsAnOutage() {
        Database.update("""
                create function dawdle() returns trigger language plpgsql as
                $$ begin perform pg_sleep(5); return new; end $$""");
        Database.update("create trigger dawdle before update on account for each row execute function dawdle()");
        try {
            unavailable(rename());
        } finally {
            Database.update("drop trigger dawdle on account");
            Database.update("drop function dawdle");
        }
        rename().then().statusCode(200);
    }

    @Test
    void aRowThatStaysLockedIsAnsweredAsAnOutage() throws SQLException {
        try (var other = Database.connect()) {
            other.setAutoCommit(false);
            try (var statement = other.prepareStatement("select from account where id = ? for update")) {
                statement.setObject(1, UUID.fromString(person.path("user.id")));
                statement.execute();
            }
            unavailable(rename());
        }
        rename().then().statusCode(200);
    }

    @Test
    void aTransactionThatIsLeftOpenEnds() throws Exception {
        try (var connection = application.getConnection()) {
            connection.setAutoCommit(false);
            setting(connection, "lock_timeout");
            int process = connection.unwrap(PGConnection.class).getBackendPID();
            Mailbox.await(() -> Database.query("select count(*) from pg_stat_activity where pid = ?", process)
                    .equals(0L));
            assertThrows(SQLException.class, () -> setting(connection, "lock_timeout"));
        }
    }

    @Test
    void migrationsAreNotLimited() throws SQLException {
        Database.update("alter role auth_owner set statement_timeout = '1s'");
        try (var connection = migrations.getConfiguration().getDataSource().getConnection()) {
            try (var statement = connection.createStatement()) {
                statement.execute(migrations.getConfiguration().getInitSql());
            }
            for (var name : SETTINGS) {
                assertEquals("0", setting(connection, name), name);
            }
        } finally {
            Database.update("alter role auth_owner reset statement_timeout");
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private Response rename() {
        return given().header("Authorization", "Bearer " + person.path("access_token"))
                .contentType(ContentType.JSON)
                .body(Map.of("displayName", "Grace"))
                .patch("/auth/me");
    }

    private static void unavailable(Response answer) {
        answer.then().statusCode(503).header("Retry-After", "2").body("code", equalTo("service_unavailable"));
    }
}
