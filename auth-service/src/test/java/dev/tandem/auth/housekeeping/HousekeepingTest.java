package dev.tandem.auth.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Database.class)
class HousekeepingTest {

    private final Housekeeping housekeeping;
    private UUID account;

    HousekeepingTest(Housekeeping housekeeping) {
        this.housekeeping = housekeeping;
    }

    @BeforeEach
    void signUp() {
        account = UUID.fromString(Person.unique().signUp().path("user.id"));
    }

    @Test
    void leavesWhatIsNeeded() {
        housekeeping.tidy();
        assertEquals(1, sessions());
        assertEquals(1, events());
    }

    @Test
    void deletesSessionsAMonthAfterTheirEnd() {
        Database.update(
                "update session set ended_at = now() - interval '29 days', end_reason = 'logout' where account_id = ?",
                account);
        housekeeping.tidy();
        assertEquals(1, sessions());
        Database.update("update session set ended_at = now() - interval '31 days' where account_id = ?", account);
        housekeeping.tidy();
        assertEquals(0, sessions());
    }

    @Test
    void deletesSessionsThatWereLeftIdleAMonthAfterTheirLastPossibleDay() {
        Database.update("update session set expires_at = now() - interval '31 days' where account_id = ?", account);
        housekeeping.tidy();
        assertEquals(0, sessions());
    }

    @Test
    void deletesSecurityEventsWhenTheirTimeIsOver() {
        Database.update("update security_event set at = now() - interval '181 days' where account_id = ?", account);
        housekeeping.tidy();
        assertEquals(0, events());
    }

    @Test
    void deletesDevicesThatDidNotLogInFor90Days() {
        Database.update("""
                insert into known_device (device_hash, account_id, last_used_at)
                select sha256(?::text::bytea || days::text::bytea), ?, now() - make_interval(days => days)
                from unnest(array[89, 91]) as days""", account, account);
        housekeeping.tidy();
        assertEquals(1L, Database.query("select count(*) from known_device where account_id = ?", account));
    }

    @Test
    void deletesRevocationsThatNoAccessTokenCanNameAnyMore() {
        var session = Database.query("select id from session where account_id = ?", account);
        Database.update("delete from account where id = ?", account);
        housekeeping.tidy();
        assertEquals(1, revocations(session));
        Database.update("update revocation set revoked_at = revoked_at - interval '6 minutes'");
        housekeeping.tidy();
        assertEquals(0, revocations(session));
    }

    @Test
    void deletesMoreThanFitsIntoOneTransaction() {
        Database.update("""
                insert into security_event (id, type, at, account_id)
                select uuidv7(), 'logged_in', now() - interval '181 days', ? from generate_series(1, 2500)""", account);
        housekeeping.tidy();
        assertEquals(1, events());
    }

    @Test
    void leavesItToTheReplicaThatIsAtIt() throws SQLException {
        Database.update("update security_event set at = now() - interval '181 days' where account_id = ?", account);
        try (var replica = Database.connect();
                var statement = replica.createStatement()) {
            statement.execute("select pg_advisory_lock(7468101)");
            housekeeping.tidy();
            assertEquals(1, events());
            // Closing the connection would free the lock too, but at a moment of the server's choosing.
            statement.execute("select pg_advisory_unlock(7468101)");
        }
        housekeeping.tidy();
        assertEquals(0, events());
    }

    private long sessions() {
        return (long) Database.query("select count(*) from session where account_id = ?", account);
    }

    private long revocations(Object session) {
        return (long) Database.query("select count(*) from revocation where session_id = ?", session);
    }

    private long events() {
        return (long) Database.query("select count(*) from security_event where account_id = ?", account);
    }
}
