package db.migration;

import dev.tandem.auth.mail.CanonicalAddress;
import java.net.IDN;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jboss.logging.Logger;

/**
 * Rewrites the addresses of accounts, stored as typed until now, to {@link CanonicalAddress}. What can't be rewritten
 * stays and is logged: an address that is none, or one whose canonical form another account has.
 *
 * <p>Quarkus finds what implements the interface itself, in this package.
 */
public class V11__Canonical_addresses implements JavaMigration {

    private static final Logger LOG = Logger.getLogger(V11__Canonical_addresses.class);
    private static final int ROWS_IN_MEMORY = 1000;

    private static final String REWRITE_IF_FREE = """
            update account set email = ? where id = ? and not exists
            (select from account other where lower(other.email) = lower(?) and other.id <> ?)""";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("11");
    }

    @Override
    public String getDescription() {
        return "canonical addresses";
    }

    @Override
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        // Of several accounts with one canonical address, the one verified first gets it, or else the oldest.
        try (var accounts =
                connection.prepareStatement("select id, email from account order by email_verified_at, created_at")) {
            accounts.setFetchSize(ROWS_IN_MEMORY);
            try (var rows = accounts.executeQuery()) {
                while (rows.next()) {
                    migrate(connection, rows.getObject("id", UUID.class), rows.getString("email"));
                }
            }
        }
        // Links to addresses as typed; whoever waits for one asks again.
        update(connection, "delete from mailed_token where purpose = 'change'");
    }

    private static void migrate(Connection connection, UUID account, String email) throws SQLException {
        var canonical = CanonicalAddress.of(email).orElse(null);
        if (canonical == null) {
            LOG.warnf("Account %s keeps an e-mail address that is invalid by now", account);
            return;
        }
        if (!wasMailedTo(email)) {
            update(connection, "update account set email_verified_at = null, contested = true where id = ?", account);
            update(connection, "delete from mailed_token where account_id = ?", account);
            LOG.warnf("Account %s has to verify its e-mail address: mails went to another domain until now", account);
        }
        if (!canonical.equals(email)
                && update(connection, REWRITE_IF_FREE, canonical, account, canonical, account) == 0) {
            LOG.warnf("Account %s keeps its e-mail address: another account has its canonical form", account);
        }
    }

    /** Until now, mails went to the domain that IDNA2003 makes of it: its owner may have verified the address. */
    private static boolean wasMailedTo(String email) {
        var domain = email.substring(email.indexOf('@') + 1);
        try {
            return CanonicalAddress.asciiDomain(domain)
                    .filter(IDN.toASCII(domain)::equalsIgnoreCase)
                    .isPresent();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
