package dev.tandem.auth.password;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import dev.tandem.kit.problem.FieldError;
import dev.tandem.kit.problem.Problem;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which passwords are good enough: 12 to 128 code points of any kind, and not guessable (NIST SP 800-63B-4, section
 * 3.1.1.2: length and a check against the commonly used, no composition rules).
 */
@Singleton
public class PasswordPolicy {

    static final int MINIMUM_LENGTH = 12;
    static final int MAXIMUM_LENGTH = 128;
    private static final String TOO_LONG = "Use at most %d characters.".formatted(MAXIMUM_LENGTH);
    private static final int MINIMUM_SCORE = 3;
    private static final int MAXIMUM_SCORE = 4;

    /**
     * zxcvbn's work on a password of look-alike characters grows with the square of its length: 64 of them cost two
     * seconds, 32 as much as a hash.
     */
    private static final int PART_LENGTH = 32;

    /** Made while a native executable is built: its word lists are pages of the file then, read where they are asked. */
    private static final Zxcvbn ESTIMATOR = new Zxcvbn();

    private final PasswordWork work;
    private final List<String> contextWords;

    PasswordPolicy(PasswordWork work, PasswordConfig config) {
        this.work = work;
        this.contextWords = config.contextWords();
    }

    /**
     * Accepts {@code password} or says what is wrong with it.
     *
     * <p>Call outside a transaction.
     *
     * @param field the request's member that holds it
     * @param known what others know of this person, such as the e-mail address and name
     * @throws Problem 400 weak_password, 503 overloaded
     */
    public void require(String password, String field, List<String> known) {
        objectionTo(password, known).ifPresent(objection -> {
            throw Problem.invalid("weak_password", List.of(new FieldError(field, objection)));
        });
    }

    /**
     * Why {@code password} is refused, in words for the person who chose it, or empty where it is accepted.
     *
     * @throws Problem 503 overloaded
     */
    Optional<String> objectionTo(String password, List<String> known) {
        if (PasswordText.isTooLong(password)) {
            return Optional.of(TOO_LONG);
        }
        if (!PasswordText.isWellFormed(password)) {
            return Optional.of("Leave out the character that is incomplete.");
        }
        var normalized = Normalizer.normalize(password, Normalizer.Form.NFC);
        int length = normalized.codePointCount(0, normalized.length());
        if (length < MINIMUM_LENGTH) {
            return Optional.of("Use at least %d characters.".formatted(MINIMUM_LENGTH));
        }
        if (length > MAXIMUM_LENGTH) {
            return Optional.of(TOO_LONG);
        }
        return guessability(normalized, known);
    }

    private Optional<String> guessability(String password, List<String> known) {
        var words = Stream.concat(known.stream(), contextWords.stream()).toList();
        var strength = work.call(Requester.NOBODY, () -> strength(password, words));
        if (strength.getScore() >= MINIMUM_SCORE) {
            return Optional.empty();
        }
        var warning = strength.getFeedback().getWarning().replaceFirst("\\.+$", "");
        return Optional.of("%s. Add a few uncommon words, or let a password manager choose."
                .formatted(warning.isBlank() ? "This is easy to guess" : warning));
    }

    /**
     * What is strong in one part is strong as a whole. A later part has to be beyond doubt, for the word that it begins in
     * the middle of looks stronger than it is.
     */
    private static Strength strength(String password, List<String> words) {
        var first = ESTIMATOR.measure(part(password, 0), words);
        for (int start = PART_LENGTH;
                first.getScore() < MINIMUM_SCORE && start < password.length();
                start += PART_LENGTH) {
            var later = ESTIMATOR.measure(part(password, start), words);
            if (later.getScore() == MAXIMUM_SCORE) {
                return later;
            }
        }
        return first;
    }

    private static String part(String password, int start) {
        return password.substring(start, Math.min(password.length(), start + PART_LENGTH));
    }
}
