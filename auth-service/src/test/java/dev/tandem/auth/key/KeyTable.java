package dev.tandem.auth.key;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.auth.Database;
import java.util.List;

/** The keys as they lie in the database, and ways to make them older. */
class KeyTable {

    private KeyTable() {}

    static void empty() {
        Database.update("delete from signing_key");
    }

    static String kid(String state) {
        assertEquals(1L, count(state), state);
        return (String) Database.query("select kid from signing_key where state = ?", state);
    }

    static long count(String state) {
        return (long) Database.query("select count(*) from signing_key where state = ?", state);
    }

    /** As if the key in {@code state} had entered it so much earlier. */
    static void age(String state, String interval) {
        var column = switch (state) {
            case "next" -> "created_at";
            case "current" -> "activated_at";
            default -> "stopped_at";
        };
        assertEquals(
                1,
                Database.update(
                        "update signing_key set %1$s = %1$s - cast(? as interval) where state = ?".formatted(column),
                        interval,
                        state));
    }

    static boolean isErased(String kid) {
        return (boolean) Database.query(
                "select state = 'retired' and sealed_private_key is null from signing_key where kid = ?", kid);
    }

    static List<String> published() {
        return given().get("/.well-known/jwks.json").path("keys.kid");
    }
}
