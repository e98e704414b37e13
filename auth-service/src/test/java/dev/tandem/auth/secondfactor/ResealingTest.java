package dev.tandem.auth.secondfactor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.auth.Database;
import dev.tandem.auth.secret.RandomBytes;
import dev.tandem.auth.secret.SealingConfig;
import dev.tandem.auth.secret.Vault;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas with key-encryption keys of their own, over the same database. */
@QuarkusTest
@QuarkusTestResource(Database.class)
class ResealingTest {

    private static final String UNKNOWN = "unknown";

    private final String changed = Base64.getEncoder().encodeToString(RandomBytes.ofLength(32));
    private final SealingConfig service;
    private Member member;

    ResealingTest(SealingConfig service) {
        this.service = service;
    }

    @BeforeEach
    void enrol() {
        member = Member.enrolled();
    }

    @AfterEach
    void empty() {
        Database.update("delete from authenticator");
    }

    @Test
    void sealsSecretsAnewWhenTheKeyEncryptionKeyChanges() {
        var before = keyOf(member.id());
        new Resealing(vault(changed, Optional.of(service.key()))).reseal();
        assertNotEquals(before, keyOf(member.id()));
        assertArrayEquals(member.phone().secret(), open(vault(changed, Optional.empty()), member.id()));
        assertThrows(IllegalStateException.class, () -> open(vault(service.key(), Optional.empty()), member.id()));

        new Resealing(vault(service.key(), Optional.of(changed))).reseal();
        member.logIn(member.phone().code()).then().statusCode(200);
    }

    @Test
    void goesOnBeyondOneThatCannotBeOpened() {
        var other = Member.enrolled();
        Database.update("update authenticator set key_encryption_key = ? where account_id = ?", UNKNOWN, member.id());
        new Resealing(vault(changed, Optional.of(service.key()))).reseal();
        assertEquals(UNKNOWN, keyOf(member.id()));
        assertEquals(vault(changed, Optional.empty()).keyId(), keyOf(other.id()));
    }

    @Test
    void goesOnBeyondABatch() {
        Database.update("""
                with accounts as (insert into account (id, email, password_hash, created_at)
                    select uuidv7(), 'many-' || n || '-' || uuidv7(), 'x', now() from generate_series(1, 1200) n returning id)
                insert into authenticator (account_id, sealed_secret, key_encryption_key, created_at, last_step)
                select id, '\\x00', ?, now(), 0 from accounts""", UNKNOWN);
        var last = Member.enrolled();
        new Resealing(vault(changed, Optional.of(service.key()))).reseal();
        assertEquals(vault(changed, Optional.empty()).keyId(), keyOf(last.id()));
    }

    @Test
    void aSecretOpensForItsOwnAccountOnly() {
        var other = Member.enrolled();
        Database.update(
                "update authenticator set sealed_secret = (select sealed_secret from authenticator where account_id = ?)"
                        + " where account_id = ?",
                other.id(),
                member.id());
        var vault = vault(service.key(), Optional.empty());
        assertThrows(IllegalStateException.class, () -> open(vault, member.id()));
        assertArrayEquals(other.phone().secret(), open(vault, other.id()));
    }

    private static AuthenticatorVault vault(String key, Optional<String> previous) {
        return new AuthenticatorVault(new Vault(new KeyEncryptionKeys(key, previous)));
    }

    private static byte[] open(AuthenticatorVault vault, UUID account) {
        return QuarkusTransaction.requiringNew().call(() -> vault.open(Authenticator.lock(account)));
    }

    private static Object keyOf(UUID account) {
        return Database.query("select key_encryption_key from authenticator where account_id = ?", account);
    }

    private record KeyEncryptionKeys(String key, Optional<String> previousKey) implements SealingConfig {}
}
