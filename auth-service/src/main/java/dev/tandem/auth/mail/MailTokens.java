package dev.tandem.auth.mail;

import dev.tandem.auth.database.DatabaseClock;
import dev.tandem.auth.housekeeping.Expiring;
import dev.tandem.auth.secret.RandomBytes;
import dev.tandem.auth.secret.Sha256;
import dev.tandem.kit.problem.FieldError;
import dev.tandem.kit.problem.Problem;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tokens in mails: 256 random bits, good once and for a while, of which only SHA-256 is kept. Whoever has one read the
 * mail.
 */
@Singleton
public class MailTokens implements Expiring {

    private static final int BYTES = 32;
    private static final Duration LONGEST_FRESH = Duration.ofMinutes(5);

    /**
     * What a good token stands for.
     *
     * @param email the address it was mailed to
     */
    public record Meaning(UUID account, TokenPurpose purpose, String email) {}

    private final MailConfig config;

    MailTokens(MailConfig config) {
        this.config = config;
    }

    /** A new token in place of any earlier one for the same purpose. */
    @Transactional(Transactional.TxType.MANDATORY)
    public String issue(UUID account, TokenPurpose purpose, String email) {
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(RandomBytes.ofLength(BYTES));
        var lifetime = lifetime(purpose);
        MailedToken.replace(
                account, purpose, hash(token), email, DatabaseClock.now().plus(lifetime));
        return token;
    }

    /**
     * Whether the latest link was mailed so recently that it need not be mailed again: it works for at least half of its
     * lifetime from now.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean isFresh(UUID account, TokenPurpose purpose) {
        var lifetime = lifetime(purpose);
        var half = lifetime.dividedBy(2);
        var fresh = half.compareTo(LONGEST_FRESH) < 0 ? half : LONGEST_FRESH;
        return MailedToken.existsBeyond(
                account, purpose, DatabaseClock.now().plus(lifetime).minus(fresh));
    }

    /** What {@code token} is good for, without using it up. */
    @Transactional
    public Optional<Meaning> meaningOf(String token) {
        return MailedToken.findGood(hash(token), DatabaseClock.now())
                .map(found -> new Meaning(found.accountId, found.purpose, found.email));
    }

    /** The address that is to become the account's once a mailed link is followed. */
    @Transactional
    public Optional<String> pendingEmail(UUID account) {
        return MailedToken.findValid(account, TokenPurpose.change, DatabaseClock.now())
                .map(found -> found.email);
    }

    /**
     * Uses {@code token} up with the caller's transaction, which must hold the account's lock.
     *
     * @throws Problem 400 where it has been used, replaced, revoked or has expired
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void use(String token) {
        if (!MailedToken.take(hash(token), DatabaseClock.now())) {
            throw invalid();
        }
    }

    /** Makes links good no more that were mailed before. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void revoke(UUID account, TokenPurpose... purposes) {
        MailedToken.revoke(account, Set.of(purposes));
    }

    public static Problem invalid() {
        return Problem.invalid(
                "invalid_token", List.of(new FieldError("token", "is unknown, has been used or has expired")));
    }

    @Override
    public String name() {
        return "mailed tokens";
    }

    @Override
    public int deleteExpired(int limit) {
        return MailedToken.deleteExpired(limit);
    }

    private Duration lifetime(TokenPurpose purpose) {
        return purpose == TokenPurpose.reset ? config.resetLifetime() : config.verificationLifetime();
    }

    private static byte[] hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}
