package dev.tandem.todo.token;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Access tokens that passed every check, so that the signature need not be checked again for each request. What may
 * have changed since is asked every time: the token's life, its session and its key. A hash of the whole token is what
 * they are found by; the tokens themselves are not kept.
 */
@Singleton
class VerifiedTokens {

    /** What was verified: until when it is good, in milliseconds since the epoch, of which session and by which key. */
    record Verified(SecurityIdentity identity, long until, String session, String keyId, Key key) {}

    private static final int MOST = 4096;

    private final JwksKeySet keys;
    private final RevokedSessions revoked;
    private final InstantSource clock;
    private final Map<String, Verified> tokens = Collections.synchronizedMap(new LatestUsed());

    @Inject
    VerifiedTokens(JwksKeySet keys, RevokedSessions revoked) {
        this(keys, revoked, InstantSource.system());
    }

    VerifiedTokens(JwksKeySet keys, RevokedSessions revoked, InstantSource clock) {
        this.keys = keys;
        this.revoked = revoked;
        this.clock = clock;
    }

    /** Whose token it is; empty where it has to be verified, be it again. */
    Optional<SecurityIdentity> find(String token) {
        var name = hash(token);
        var verified = tokens.get(name);
        if (verified == null) {
            return Optional.empty();
        }
        if (!isStillGood(verified)) {
            tokens.remove(name, verified);
            return Optional.empty();
        }
        return Optional.of(verified.identity());
    }

    void remember(String token, Verified verified) {
        tokens.put(hash(token), verified);
    }

    private boolean isStillGood(Verified verified) {
        return clock.millis() < verified.until()
                && !revoked.contains(verified.session())
                && keys.find(verified.keyId()).filter(verified.key()::equals).isPresent();
    }

    private static String hash(String token) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return new String(hash, StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets what was not asked for longest. */
    private static final class LatestUsed extends LinkedHashMap<String, Verified> {

        private static final long serialVersionUID = 1;

        private LatestUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > MOST;
        }
    }
}
