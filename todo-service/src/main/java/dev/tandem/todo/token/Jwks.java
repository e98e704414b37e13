package dev.tandem.todo.token;

import java.io.IOException;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/** A JSON Web Key Set, of which only keys fit to verify our tokens are taken. */
final class Jwks {

    private static final int SHORTEST_MODULUS = 2048;

    private Jwks() {}

    static Map<String, PublicKey> parse(String json) throws IOException {
        var keys = new HashMap<String, PublicKey>();
        try {
            if (JsonUtil.parseJson(json).get("keys") instanceof List<?> members) {
                members.forEach(
                        member -> usable(member).ifPresent(key -> keys.put(key.getKeyId(), key.getPublicKey())));
            }
        } catch (JoseException e) {
            throw new IOException("not a key set", e);
        }
        if (keys.isEmpty()) {
            throw new IOException("no usable key");
        }
        return Map.copyOf(keys);
    }

    /** Other kinds of keys may be published beside ours; they are left alone. */
    private static Optional<RsaJsonWebKey> usable(Object member) {
        if (!(member instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        var members = new HashMap<String, Object>();
        map.forEach((name, value) -> members.put(name.toString(), value));
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(members) instanceof RsaJsonWebKey key && isFit(key)
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (JoseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isFit(RsaJsonWebKey key) {
        return key.getKeyId() != null
                && (key.getUse() == null || key.getUse().equals("sig"))
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(AlgorithmIdentifiers.RSA_USING_SHA256))
                && key.getRsaPublicKey().getModulus().bitLength() >= SHORTEST_MODULUS;
    }
}
