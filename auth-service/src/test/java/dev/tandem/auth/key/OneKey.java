package dev.tandem.auth.key;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.inject.Vetoed;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;

/** One key that signs, without a database. Vetoed, lest it be a second bean in the tests. */
@Vetoed
public final class OneKey extends SigningKeys {

    private final KeyRing ring;

    public OneKey() throws GeneralSecurityException {
        super(new KeySettings(), null, null, new SimpleMeterRegistry());
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        ring = KeyRing.of("only", generator.generateKeyPair().getPrivate(), Instant.now(), Instant.MAX, List.of());
    }

    @Override
    public KeyRing ring() {
        return ring;
    }
}
