package dev.tandem.auth.password;

import dev.tandem.auth.secret.EncodedKey;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The peppers by their ids: the one that goes into new hashes and those that old ones were made with. */
@Singleton
class Peppers {

    private static final String MAC = "HmacSHA384";

    private final Map<String, SecretKeySpec> byId = new HashMap<>();

    Peppers(PasswordConfig config) {
        add(config.pepperId(), config.pepper());
        config.previousPeppers()
                .ifPresent(previous -> previous.forEach(pepper -> {
                    int colon = pepper.indexOf(':');
                    add(pepper.substring(0, colon), pepper.substring(colon + 1));
                }));
    }

    /** What bcrypt is given: all of the password in 64 characters, or the password itself where no pepper went in. */
    String mix(String password, String pepperId) {
        // Of every password, so that the time taken does not tell which ones have a pepper.
        var normalized = Normalizer.normalize(password, Normalizer.Form.NFC);
        if (pepperId == null) {
            return password;
        }
        var pepper = byId.get(pepperId);
        if (pepper == null) {
            throw new IllegalStateException("PASSWORD_PREVIOUS_PEPPERS lacks the pepper " + pepperId);
        }
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(pepper);
            return Base64.getEncoder().encodeToString(mac.doFinal(normalized.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(String id, String base64) {
        byId.put(id.strip(), new SecretKeySpec(EncodedKey.decode(base64), MAC));
    }
}
