package dev.tandem.auth.account;

import dev.tandem.auth.session.DeviceCookie;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A browser that an account has logged in with, for as long as it logs in once in 90 days. */
@Entity
class KnownDevice extends PanacheEntityBase {

    private static final int MOST = 50;

    @Id
    public byte[] deviceHash;

    public UUID accountId;
    public Instant lastUsedAt;

    /** What {@code presented} is stored as if {@code account} knows it; as much work if there is no account. */
    static Optional<byte[]> find(Optional<Device> presented, Optional<Account> account) {
        return presented
                .map(device -> account.map(known -> device.hashFor(known.id)).orElseGet(device::hashForNobody))
                .filter(KnownDevice::exists);
    }

    private static boolean exists(byte[] hash) {
        return Panache.getSession()
                .createNativeQuery("""
                        select exists (select from known_device where device_hash = :hash
                                       and last_used_at > now() - make_interval(secs => :lifetime))""", Boolean.class)
                .setParameter("hash", hash)
                .setParameter("lifetime", DeviceCookie.LIFETIME.toSeconds())
                .getSingleResult();
    }

    /** Call with the account locked; the longest unused beyond {@value #MOST} make room. */
    static void remember(Device device, UUID account) {
        Panache.getSession()
                .createNativeMutationQuery("""
                        with remembered as (
                            insert into known_device (device_hash, account_id, last_used_at)
                            values (:hash, :account, now())
                            on conflict (device_hash) do update set last_used_at = excluded.last_used_at)
                        delete from known_device where device_hash in
                        (select device_hash from known_device where account_id = :account and device_hash <> :hash
                         order by last_used_at desc offset :others)""")
                .setParameter("hash", device.hashFor(account))
                .setParameter("account", account)
                .setParameter("others", MOST - 1)
                .executeUpdate();
    }

    static List<KnownDevice> of(UUID account) {
        return list("accountId = ?1 order by lastUsedAt desc", account);
    }

    static void forgetOthers(UUID account, Optional<Device> kept) {
        delete(
                "accountId = ?1 and deviceHash <> ?2",
                account,
                kept.orElseGet(Device::unheardOf).hashFor(account));
    }

    static int deleteUnused(int limit) {
        return Panache.getSession()
                .createNativeMutationQuery("""
                        delete from known_device where device_hash in
                        (select device_hash from known_device
                         where last_used_at < now() - make_interval(secs => :lifetime) limit :limit)""")
                .setParameter("lifetime", DeviceCookie.LIFETIME.toSeconds())
                .setParameter("limit", limit)
                .executeUpdate();
    }
}
