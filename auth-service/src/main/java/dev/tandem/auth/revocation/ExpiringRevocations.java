package dev.tandem.auth.revocation;

import dev.tandem.auth.housekeeping.Expiring;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.inject.Singleton;

/** Revocations that no living access token can name any more. */
@Singleton
class ExpiringRevocations implements Expiring {

    private final Revocations revocations;

    ExpiringRevocations(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public String name() {
        return "revocations";
    }

    @Override
    public int deleteExpired(int limit) {
        return Panache.getSession()
                .createNativeMutationQuery("""
                        delete from revocation where (transaction, session_id) in
                        (select transaction, session_id from revocation
                         where revoked_at < clock_timestamp() - make_interval(secs => :kept) limit :limit)""")
                .setParameter("kept", revocations.kept().toSeconds())
                .setParameter("limit", limit)
                .executeUpdate();
    }
}
