package dev.tandem.auth.secondfactor;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Seals secrets anew once the key-encryption key was changed, so that the previous one can be dropped. Some time after
 * the start, since replicas not restarted yet can't open what is sealed with a key they don't know.
 */
@Singleton
class Resealing {

    private static final int BATCH = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final Logger LOG = Logger.getLogger(Resealing.class);

    private final AuthenticatorVault vault;

    Resealing(AuthenticatorVault vault) {
        this.vault = vault;
    }

    @Scheduled(
            every = "{housekeeping.interval}",
            delayed = "{housekeeping.delay}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reseal() {
        boolean found = false;
        var last = BEFORE_ALL;
        List<UUID> batch;
        do {
            var after = last;
            batch = QuarkusTransaction.requiringNew().call(() -> resealSome(after));
            found |= !batch.isEmpty();
            last = batch.isEmpty() ? last : batch.getLast();
        } while (batch.size() == BATCH);
        if (found) {
            long left = QuarkusTransaction.requiringNew().call(() -> Authenticator.countSealedOtherwise(vault.keyId()));
            LOG.infof(
                    "Sealed authenticators anew with the key-encryption key %s; %d are left that another one opens",
                    vault.keyId(), left);
        }
    }

    /** @return those looked at */
    private List<UUID> resealSome(UUID after) {
        var batch = Authenticator.sealedOtherwise(vault.keyId(), after, BATCH);
        batch.forEach(this::reseal);
        return batch.stream().map(authenticator -> authenticator.accountId).toList();
    }

    /** One that can't be opened must not keep the others from being sealed. */
    private void reseal(Authenticator authenticator) {
        try {
            vault.reseal(authenticator);
        } catch (IllegalStateException e) {
            LOG.debug(e.getMessage());
        }
    }
}
