package dev.tandem.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Database.class)
class SchemaTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final DataSource application;

    SchemaTest(DataSource application) {
        this.application = application;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table mine (id int)",
                "alter table account add column admin boolean",
                "drop table session",
                "truncate account cascade",
                "create schema mine",
                "delete from flyway_schema_history",
                "alter table account owner to auth_app",
                "copy account to program 'cat'",
                "update security_event set detail = null",
                "delete from security_event",
                "create or replace function purge_security_events(interval, integer) returns integer return 0",
                "alter function purge_security_events(interval, integer) owner to auth_app",
            })
    void letsTheApplicationChangeNothingButRows(String sql) {
        var refused = assertThrows(SQLException.class, () -> {
            try (var connection = application.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
        assertEquals(INSUFFICIENT_PRIVILEGE, refused.getSQLState(), refused.getMessage());
    }

    @Test
    void purgesSecurityEventsOnlyWhenTheyAreAMonthOldWhateverIsAsked() throws SQLException {
        Database.update("delete from security_event");
        Database.update("""
                insert into security_event (id, type, at)
                select uuidv7(), 'logged_in', now() - make_interval(days => days) from unnest(array[29, 31]) as days""");
        try (var connection = application.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select purge_security_events(interval '-1 day', 1000)");
        }
        assertEquals(1L, Database.query("select count(*) from security_event"));
        assertEquals(true, Database.query("select at > now() - interval '30 days' from security_event"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "select * from account where lower(email) = lower('ada@example.com')        | account_email_key",
                "select * from session where family_hash = '\\x00'                          | session_family_hash_key",
                "select id from session where account_id = '01a1f92c-62b3-7ebf-af68-9bea0f5fb836' and ended_at is null order by last_used_at desc offset 49| session_account_last_used_idx",
                "delete from session where account_id = '01a1f92c-62b3-7ebf-af68-9bea0f5fb836'                            | session_account_idx",
                "select * from authenticator where confirmed_at is null and created_at < now()                            | authenticator_unconfirmed_idx",
                "select at from wrong_code where account_id = '01a1f92c-62b3-7ebf-af68-9bea0f5fb836' order by at desc offset 9 limit 1 | wrong_code_account_idx",
                "select * from wrong_code where at < now()                                                                | wrong_code_at_idx",
                "select * from pending_login where token_hash = '\\x00'                                                    | pending_login_token_hash_key",
                "delete from pending_login where account_id = '01a1f92c-62b3-7ebf-af68-9bea0f5fb836'                      | pending_login_account_idx",
                "delete from pending_login where expires_at < now()                                                       | pending_login_expires_idx",
                "delete from recovery_code where account_id = '01a1f92c-62b3-7ebf-af68-9bea0f5fb836'                      | recovery_code_pkey",
                "select * from security_event where account_id = '01a1f92c-62b3-7ebf-af68-9bea0f5fb836' order by id desc limit 51 | security_event_account_idx",
                "select * from throttle where kind = 'x' and key = '\\x00'                  | throttle_pkey",
                "select * from throttle where ends_at < now()                              | throttle_ends_at_idx",
                "select * from known_device where device_hash = '\\x00'                    | known_device_pkey",
                "select * from known_device where account_id = '01a1f92c-62b3-7ebf-af68-9bea0f5fb836' order by last_used_at desc offset 49 | known_device_account_idx",
                "select * from known_device where last_used_at < now()                     | known_device_last_used_idx",
            })
    void findsRowsByIndex(String query, String index) throws SQLException {
        try (var connection = Database.connect();
                var statement = connection.createStatement()) {
            // On a nearly empty table a sequential scan would win whatever the indexes are.
            statement.execute("set enable_seqscan = off");
            statement.execute("set enable_bitmapscan = off");
            var plan = new StringBuilder();
            try (var rows = statement.executeQuery("explain " + query)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            assertTrue(plan.toString().contains(index), plan.toString());
        }
    }
}
