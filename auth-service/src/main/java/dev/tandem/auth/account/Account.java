package dev.tandem.auth.account;

import dev.tandem.auth.password.PasswordHash;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A person who can log in. */
@Entity
class Account extends PanacheEntityBase {

    @Id
    public UUID id;

    public String email;
    public Instant emailVerifiedAt;
    public String displayName;
    public String passwordHash;
    public String pepperId;

    public Instant createdAt;

    /** A new account, or empty where one with this address exists; two sign-ups at once get one between them. */
    static Optional<Account> insert(String email, String displayName, PasswordHash password) {
        return Panache.getSession()
                .createNativeQuery("""
                        insert into account (id, email, display_name, password_hash, pepper_id, created_at)
                        values (uuidv7(), :email, :displayName, :hash, :pepper, now())
                        on conflict (lower(email)) do nothing
                        returning *""", Account.class)
                .setParameter("email", email)
                .setParameter("displayName", displayName)
                .setParameter("hash", password.hash())
                .setParameter("pepper", password.pepperId())
                .uniqueResultOptional();
    }

    /** Null where there is none, as for text that PostgreSQL could not even compare. */
    static Account findByEmail(String email) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(email) || email.indexOf('\0') >= 0) {
            return null;
        }
        return find("lower(email) = lower(?1)", email).firstResult();
    }

    /** Makes room for one decision at a time about this account. */
    static Account lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** What somebody who guesses this person's password would try first. */
    List<String> knownToOthers() {
        return knownToOthers(email, displayName);
    }

    static List<String> knownToOthers(String email, String displayName) {
        return Stream.of(email, email.substring(0, email.indexOf('@')), displayName)
                .filter(Objects::nonNull)
                .toList();
    }

    PasswordHash password() {
        return new PasswordHash(passwordHash, pepperId);
    }

    /** Compare and set: false where the stored password is not, or no longer, the one that was checked. */
    boolean replacePassword(PasswordHash checked, PasswordHash hash) {
        if (!password().equals(checked)) {
            return false;
        }
        passwordHash = hash.hash();
        pepperId = hash.pepperId();
        return true;
    }
}
