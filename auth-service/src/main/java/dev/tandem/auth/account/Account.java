package dev.tandem.auth.account;

import dev.tandem.auth.database.DatabaseClock;
import dev.tandem.auth.mail.Recipient;
import dev.tandem.auth.password.PasswordHash;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A person who can log in. */
@Entity
class Account extends PanacheEntityBase {

    private static final int MAX_EMAIL_LENGTH = 254;

    @Id
    public UUID id;

    public String email;
    public Instant emailVerifiedAt;

    /** Signed up for again before the address was verified: the password may be anybody's. */
    public boolean contested;

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

    /**
     * Makes accounts of those {@code users} whose addresses nobody has, and leaves the others' alone.
     *
     * @return the new accounts by their addresses
     */
    static Map<String, UUID> insertUnknownOf(List<ImportedUser> users) {
        return Panache.getSession()
                .createNativeQuery(
                        // In order, so that two imports at once wait for one another instead of locking each other out.
                        """
                        insert into account (id, email, email_verified_at, display_name, password_hash, created_at)
                        select uuidv7(), email, case when verified then now() end, display_name, password_hash,
                               coalesce(created_at, now())
                        from unnest(cast(:emails as text[]), cast(:verified as boolean[]), cast(:names as text[]),
                                    cast(:hashes as text[]), cast(:times as timestamptz[]))
                            with ordinality
                            as imported (email, verified, display_name, password_hash, created_at, position)
                        order by lower(email), position
                        on conflict (lower(email)) do nothing
                        returning email, id""", Object[].class)
                .setParameter("emails", texts(users, ImportedUser::email))
                .setParameter("verified", texts(users, ImportedUser::emailVerified))
                .setParameter("names", texts(users, ImportedUser::displayName))
                .setParameter("hashes", texts(users, user -> user.passwordHash().hash()))
                .setParameter("times", texts(users, ImportedUser::createdAt))
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (UUID) row[1]));
    }

    /** The addresses of those {@code users} that nobody has. */
    static Set<String> unknownOf(List<ImportedUser> users) {
        return new HashSet<>(Panache.getSession()
                .createNativeQuery("""
                        select candidate from unnest(cast(:emails as text[])) as candidate
                        where not exists (select from account where lower(email) = lower(candidate))""", String.class)
                .setParameter("emails", texts(users, ImportedUser::email))
                .getResultList());
    }

    private static String[] texts(List<ImportedUser> users, Function<ImportedUser, Object> member) {
        return users.stream()
                .map(member)
                .map(value -> Objects.toString(value, null))
                .toArray(String[]::new);
    }

    /** Null where there is none, as for text that PostgreSQL could not even compare. */
    static Account findByEmail(String email) {
        return isComparable(email) ? byEmail(email).firstResult() : null;
    }

    /** As {@link #lock}; null where there is none. */
    static Account lockByEmail(String email) {
        return isComparable(email)
                ? byEmail(email).withLock(LockModeType.PESSIMISTIC_WRITE).firstResult()
                : null;
    }

    private static PanacheQuery<Account> byEmail(String email) {
        return find("lower(email) = lower(?1)", email);
    }

    private static boolean isComparable(String text) {
        return text.length() <= MAX_EMAIL_LENGTH
                && StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.indexOf('\0') < 0;
    }

    /** After another sign-up with the address of this account; call with the account locked. */
    void contest() {
        contested = emailVerifiedAt == null;
    }

    /** Call with the account locked. */
    void verifyEmail() {
        emailVerifiedAt = DatabaseClock.now();
        contested = false;
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

    /** Without the name until the address is proved: anybody can have chosen either. */
    Recipient recipient() {
        return new Recipient(email, emailVerifiedAt == null ? null : displayName);
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
