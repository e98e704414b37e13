package dev.tandem.todo.todo;

import static dev.tandem.todo.fixture.Api.TODOS;
import static dev.tandem.todo.fixture.Api.as;
import static org.hamcrest.Matchers.startsWith;

import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Links are the client's, not the ones between the proxy and the service. */
@QuarkusTest
@TestProfile(BehindProxyTest.TrustedProxy.class)
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class BehindProxyTest {

    public static class TrustedProxy implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.allow-x-forwarded", "true",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        }
    }

    @Test
    void linksSayHttpsWhereTheClientCameByIt() {
        var someone = Surroundings.someone();
        var body = "{\"title\": \"Water the plants\"}";

        as(someone)
                .header("X-Forwarded-Proto", "https")
                .header("Host", "todo.example.com")
                .body(body)
                .post(TODOS)
                .then()
                .statusCode(201)
                .header("Location", startsWith("https://todo.example.com/api/todos/"));
        as(someone).body(body).post(TODOS);
        as(someone)
                .header("X-Forwarded-Proto", "https")
                .header("Host", "todo.example.com")
                .get(TODOS + "?limit=1")
                .then()
                .body("[0].url", startsWith("https://todo.example.com/api/todos/"))
                .header("Link", startsWith("<https://todo.example.com/api/todos?"));
    }
}
