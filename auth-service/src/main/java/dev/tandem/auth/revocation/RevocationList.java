package dev.tandem.auth.revocation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Sessions that ended.
 *
 * @param next what to ask after the next time
 */
record RevocationList(List<Revocation> revocations, String next) {

    /** @param expiresAt when no access token of the session can be alive any more */
    record Revocation(UUID session, Instant expiresAt) {}

    String json() {
        var list = new JsonArray();
        for (var revocation : revocations) {
            list.add(new JsonObject()
                    .put("sid", revocation.session().toString())
                    .put("expiresAt", revocation.expiresAt().getEpochSecond()));
        }
        return new JsonObject().put("revocations", list).put("next", next).encode();
    }
}
