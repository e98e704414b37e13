package dev.tandem.auth.mail;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.IDNA;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * E-mail addresses in the one form that identifies, is stored, counted and mailed to: NFC, lower case, the domain in
 * Unicode as UTS 46 (non-transitional) maps it. <em>straße.example</em> is not <em>strasse.example</em>, which somebody
 * else may own.
 */
public final class CanonicalAddress {

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_PART_LENGTH = 64;
    private static final String SPECIAL_CHARACTERS = "<>,;:\"()[]\\@";

    /** Made while a native executable is built, with its tables. */
    private static final IDNA UTS_46 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO);

    private CanonicalAddress() {}

    /** Empty if {@code typed} can't be an address; lengths are those of mail (RFC 5321, erratum 1690). */
    public static Optional<String> of(String typed) {
        int at = typed.indexOf('@');
        if (at < 0 || typed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var localPart = canonicalLocalPart(typed.substring(0, at));
        return asciiDomain(typed.substring(at + 1))
                .filter(domain -> isLocalPart(localPart))
                .filter(domain -> bytes(localPart) + 1 + domain.length() <= MAX_LENGTH)
                .map(domain -> localPart + '@' + unicode(domain));
    }

    /** What is no address is left as it is, for whoever checks it or finds nothing by it. */
    public static String orAsTyped(String typed) {
        return typed == null ? null : of(typed).orElse(typed);
    }

    /** The domain as DNS and SMTP have it; empty if it is none. */
    public static Optional<String> asciiDomain(String domain) {
        var info = new IDNA.Info();
        var ascii = UTS_46.nameToASCII(domain, new StringBuilder(), info).toString();
        return info.hasErrors() || ascii.endsWith(".") ? Optional.empty() : Optional.of(ascii);
    }

    private static String unicode(String domain) {
        return UTS_46.nameToUnicode(domain, new StringBuilder(), new IDNA.Info())
                .toString();
    }

    private static String canonicalLocalPart(String text) {
        return nfc(nfc(text).toLowerCase(Locale.ROOT));
    }

    private static boolean isLocalPart(String text) {
        return !text.isEmpty()
                && bytes(text) <= MAX_LOCAL_PART_LENGTH
                && text.codePoints().allMatch(CanonicalAddress::isAllowed);
    }

    /** Beyond ASCII, what makes up words: nothing invisible, no white space, no symbols that look like specials. */
    private static boolean isAllowed(int character) {
        return character < 0x80
                ? character > ' ' && character < 0x7F && SPECIAL_CHARACTERS.indexOf(character) < 0
                : UCharacter.hasBinaryProperty(character, UProperty.XID_CONTINUE)
                        && !UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
