package dev.tandem.todo.token;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/**
 * Sessions that ended, as auth-service tells.
 *
 * @param sessions until when to refuse each
 * @param next what to ask after the next time
 */
record RevocationList(Map<String, Instant> sessions, String next) {

    /** What is sent back has to fit into a request. */
    private static final int LONGEST_CURSOR = 2_000;

    static RevocationList parse(String json) throws IOException {
        try {
            var members = JsonUtil.parseJson(json);
            if (members.get("revocations") instanceof List<?> revocations
                    && members.get("next") instanceof String next
                    && next.length() <= LONGEST_CURSOR) {
                return new RevocationList(sessions(revocations), next);
            }
        } catch (JoseException e) {
            throw new IOException("not a list of revocations", e);
        }
        throw new IOException("not a list of revocations");
    }

    private static Map<String, Instant> sessions(List<?> revocations) throws IOException {
        var sessions = new HashMap<String, Instant>();
        for (var revocation : revocations) {
            if (!(revocation instanceof Map<?, ?> members
                    && members.get("sid") instanceof String sid
                    && TokenRules.UUID.matcher(sid).matches()
                    && members.get("expiresAt") instanceof Long expiresAt
                    && expiresAt >= 0
                    && expiresAt <= Instant.MAX.getEpochSecond())) {
                throw new IOException("not a revocation");
            }
            sessions.put(sid, Instant.ofEpochSecond(expiresAt));
        }
        return sessions;
    }
}
