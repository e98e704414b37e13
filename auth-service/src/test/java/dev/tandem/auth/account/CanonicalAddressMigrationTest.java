package dev.tandem.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import db.migration.V11__Canonical_addresses;
import dev.tandem.auth.Database;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CanonicalAddressMigrationTest {

    @BeforeEach
    void empty() {
        Database.update("delete from account");
    }

    @Test
    void isApplied() {
        assertEquals("JDBC", Database.query("select type from flyway_schema_history where version = '11' and success"));
    }

    @Test
    void rewritesAddressesAndKeepsThemVerified() throws SQLException {
        var capitals = account("Ada@Example.COM", 1);
        var ascii = account("x@xn--bcher-kva.example", 1);
        var same = account("bob@example.com", 1);
        migrate();
        assertEquals("ada@example.com, verified", state(capitals));
        assertEquals("x@bücher.example, verified", state(ascii));
        assertEquals("bob@example.com, verified", state(same));
    }

    @Test
    void keepsTheAddressIfAnotherAccountHasItsCanonicalForm() throws SQLException {
        var unverified = account("x@ｂücher.example", null);
        var later = account("x@xn--bcher-kva.example", 1);
        var first = account("x@bu\u0308cher.example", 2);
        migrate();
        assertEquals("x@bücher.example, verified", state(first));
        assertEquals("x@xn--bcher-kva.example, verified", state(later));
        assertEquals("x@ｂücher.example", state(unverified));
    }

    @Test
    void unverifiesAddressesWhoseMailsWentToAnotherDomain() throws SQLException {
        var german = account("x@straße.example", 1);
        var greek = account("X@βόλος.example", 1);
        Database.update("""
                        insert into mailed_token (id, account_id, purpose, token_hash, email, expires_at)
                        values (uuidv7(), ?, 'reset', sha256('a'), 'x@straße.example', now() + interval '10 minutes')
                        """, german);
        migrate();
        assertEquals(0L, Database.query("select count(*) from mailed_token where account_id = ?", german));
        assertEquals("x@straße.example, contested", state(german));
        assertEquals("x@βόλος.example, contested", state(greek));
    }

    @Test
    void keepsWhatIsNoAddress() throws SQLException {
        var account = account("a\u3000b@example.com", 1);
        migrate();
        assertEquals("a\u3000b@example.com, verified", state(account));
    }

    private static UUID account(String email, Integer verifiedDaysAgo) {
        var id = UUID.randomUUID();
        Database.update(
                "insert into account (id, email, email_verified_at, password_hash, created_at)"
                        + " values (?, ?, now() - make_interval(days => ?), '', now())",
                id,
                email,
                verifiedDaysAgo);
        return id;
    }

    private static Object state(UUID account) {
        return Database.query(
                "select concat_ws(', ', email, case when email_verified_at is not null then 'verified' end,"
                        + " case when contested then 'contested' end) from account where id = ?",
                account);
    }

    private static void migrate() throws SQLException {
        try (var connection = Database.connect()) {
            connection.setAutoCommit(false);
            new V11__Canonical_addresses().migrate(new Context() {

                @Override
                public Configuration getConfiguration() {
                    return null;
                }

                @Override
                public Connection getConnection() {
                    return connection;
                }
            });
            connection.commit();
        }
    }
}
