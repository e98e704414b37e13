package dev.tandem.auth.secondfactor;

import dev.tandem.auth.secret.RandomBytes;
import dev.tandem.auth.secret.Sha256;
import io.quarkus.hibernate.orm.panache.Panache;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Codes that stand in for a lost phone, each once. At 120 random bits (ASVS 5.0, 6.5.2, asks for 112) a plain
 * SHA-256 of them is stored: nobody guesses one, whatever they steal.
 */
final class RecoveryCodes {

    private static final int COUNT = 10;

    private static final int BYTES = 15;
    private static final String EVERY_GROUP_BUT_THE_LAST = "(.{6})(?=.)";

    private RecoveryCodes() {}

    /** Replaces an account's codes by new ones, which nobody can show again. */
    static List<String> renew(UUID account) {
        delete(account);
        var codes = IntStream.range(0, COUNT).mapToObj(i -> random()).toList();
        for (var code : codes) {
            Panache.getSession()
                    .createNativeMutationQuery(
                            "insert into recovery_code (account_id, code_hash) values (:account, :hash)")
                    .setParameter("account", account)
                    .setParameter("hash", hash(code))
                    .executeUpdate();
        }
        return codes;
    }

    /** Uses a code up; false where it is none of the account's, or is no more. */
    static boolean use(UUID account, String typed) {
        return Panache.getSession()
                        .createNativeMutationQuery(
                                "delete from recovery_code where account_id = :account and code_hash = :hash")
                        .setParameter("account", account)
                        .setParameter("hash", hash(typed))
                        .executeUpdate()
                == 1;
    }

    static int left(UUID account) {
        return Panache.getSession()
                .createNativeQuery("select count(*)::int from recovery_code where account_id = :account", Integer.class)
                .setParameter("account", account)
                .getSingleResult();
    }

    private static void delete(UUID account) {
        Panache.getSession()
                .createNativeMutationQuery("delete from recovery_code where account_id = :account")
                .setParameter("account", account)
                .executeUpdate();
    }

    private static String random() {
        return Base32.CROCKFORD.encode(RandomBytes.ofLength(BYTES)).replaceAll(EVERY_GROUP_BUT_THE_LAST, "$1-");
    }

    /** Of the code however it was typed. */
    private static byte[] hash(String typed) {
        var code = typed.replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return Sha256.of(code.getBytes(StandardCharsets.UTF_8));
    }
}
