package dev.tandem.auth.account;

import dev.tandem.auth.client.Client;
import dev.tandem.auth.throttle.Bucket;
import dev.tandem.auth.throttle.Limit;
import dev.tandem.auth.throttle.Throttle;
import dev.tandem.kit.problem.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Counts attempts at passwords. Each counts before the password is checked, lest many at once be checked before the first
 * has counted, and is taken back when it was right. An address without an account is counted like any other.
 */
@ApplicationScoped
class PasswordAttempts {

    /** An attempt that has counted; without an account where none has the address. */
    record Attempt(Optional<Account> account, Client client, boolean onKnownDevice, Bucket... buckets) {}

    private record Begun(Attempt attempt, Optional<Problem> refusal) {}

    private final Throttle throttle;

    PasswordAttempts(Throttle throttle) {
        this.throttle = throttle;
    }

    /** @throws Problem 429 too_many_requests */
    Attempt begin(String email, Client client, Optional<Device> device) {
        return begin(() -> Account.findByEmail(email), email, client, device);
    }

    /** @throws Problem 429 too_many_requests */
    Attempt begin(UUID account, Client client, Optional<Device> device) {
        return begin(() -> Account.findById(account), account.toString(), client, device);
    }

    /** What {@code work} gives; the attempt does not count where it could not be done. */
    <T> T orGiveBack(Attempt attempt, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            giveBack(attempt);
            throw e;
        }
    }

    /** Joins the caller's transaction. */
    void giveBack(Attempt attempt) {
        throttle.giveBack(attempt.client(), attempt.buckets());
    }

    /** Forgets attempts at an account's old password: on {@code device}, from its network and from everywhere. */
    @Transactional(Transactional.TxType.MANDATORY)
    void clear(Account account, Client client, Device device) {
        throttle.clear(
                perDevice(device.hashFor(account.id)),
                Limit.logins_per_account_and_network.of(account.email, client.widestNetwork()),
                Limit.logins_per_account.of(account.email));
    }

    private static Bucket perDevice(byte[] hash) {
        return Limit.logins_per_device.of(HexFormat.of().formatHex(hash));
    }

    private Attempt begin(Supplier<Account> search, String typed, Client client, Optional<Device> device) {
        var begun = QuarkusTransaction.requiringNew().call(() -> {
            var account = Optional.ofNullable(search.get());
            var known = KnownDevice.find(device, account);
            var buckets = buckets(account, typed, client, known);
            var refusal = throttle.take(account.map(found -> found.id).orElse(null), client, buckets);
            return new Begun(new Attempt(account, client, known.isPresent(), buckets), refusal);
        });
        begun.refusal().ifPresent(refusal -> {
            throw refusal;
        });
        return begun.attempt();
    }

    private static Bucket[] buckets(Optional<Account> account, String typed, Client client, Optional<byte[]> known) {
        var network = client.network();
        // Somebody else's guesses don't lock the owner out of a device that the account knows.
        if (known.isPresent()) {
            return new Bucket[] {perDevice(known.get()), Limit.logins_per_network.of(network)};
        }
        var address = account.map(found -> found.email).orElse(typed);
        return new Bucket[] {
            Limit.logins_per_account_and_network.of(address, client.widestNetwork()),
            Limit.logins_per_network.of(network),
            Limit.logins_per_account.of(address)
        };
    }
}
