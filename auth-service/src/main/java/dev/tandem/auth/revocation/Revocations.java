package dev.tandem.auth.revocation;

import dev.tandem.auth.revocation.RevocationList.Revocation;
import dev.tandem.auth.token.TokenConfig;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The sessions that ended so recently that an access token of theirs may still live. The database notes them itself.
 *
 * <p>A cursor is the database's snapshot at an earlier answer: exactly what was not visible in it is new, however late
 * its transaction committed.
 */
@Singleton
class Revocations {

    private static final Logger LOG = Logger.getLogger(Revocations.class);

    /** Verifiers' clock skew, and the moments between refreshing a session and signing its token. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** The newest ones of more than can be told at once; those left out are bounded by their tokens' life. */
    private static final int LARGEST_ANSWER = 50_000;

    private static final String INVALID_TEXT = "22P02";

    /** Saw no transaction. */
    private static final String NOTHING_KNOWN = "1:1:";

    /**
     * Transaction ids mean something to one run of one server: another one (a restart, a fail-over, a restored backup)
     * may give the same ids to others. A snapshot that many writers make long is told by its oldest id, which repeats a
     * little and skips nothing.
     */
    private static final String SINCE = """
            with server as (
                select extract(epoch from pg_postmaster_start_time())::text as id, pg_current_snapshot() as snapshot
            ), cursor as (
                select case when id = ? then ?::pg_snapshot else '%s' end as known,
                       id || '-' || case when length(snapshot::text) < 1000 then snapshot::text
                                         else format('%%1$s:%%1$s:', pg_snapshot_xmin(snapshot)) end as next
                from server
            )
            select next, session_id, revoked_at
            from cursor left join revocation
                on transaction >= pg_snapshot_xmin(known) and not pg_visible_in_snapshot(transaction, known)
                and revoked_at > clock_timestamp() - make_interval(secs => ?)
            order by revoked_at desc
            limit %d""".formatted(NOTHING_KNOWN, LARGEST_ANSWER);

    private final DataSource database;
    private final Duration kept;

    Revocations(DataSource database, TokenConfig config) {
        this.database = database;
        this.kept = config.lifetime().plus(MARGIN);
    }

    /** Those not told by the answer that gave {@code cursor}; all of them for a cursor of another kind or server. */
    RevocationList since(String cursor) throws SQLException {
        var parts = cursor == null ? new String[0] : cursor.split("-", 2);
        if (parts.length < 2) {
            return since("", NOTHING_KNOWN);
        }
        try {
            return since(parts[0], parts[1]);
        } catch (SQLException e) {
            if (INVALID_TEXT.equals(e.getSQLState())) {
                return since("", NOTHING_KNOWN);
            }
            throw e;
        }
    }

    private RevocationList since(String server, String known) throws SQLException {
        var revocations = new ArrayList<Revocation>();
        String next = null;
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(SINCE)) {
            statement.setString(1, server);
            statement.setString(2, known);
            statement.setDouble(3, kept.toSeconds());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    next = rows.getString("next");
                    var session = rows.getObject("session_id", UUID.class);
                    if (session != null) {
                        var revokedAt = rows.getObject("revoked_at", OffsetDateTime.class);
                        revocations.add(
                                new Revocation(session, revokedAt.toInstant().plus(kept)));
                    }
                }
            }
        }
        if (revocations.size() == LARGEST_ANSWER) {
            LOG.warnf("More than %d sessions ended at once; the oldest go untold", LARGEST_ANSWER);
        }
        return new RevocationList(revocations, next);
    }

    /** How long after its end a session is told of. */
    Duration kept() {
        return kept;
    }
}
