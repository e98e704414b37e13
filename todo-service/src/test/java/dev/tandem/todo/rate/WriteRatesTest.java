package dev.tandem.todo.rate;

import static dev.tandem.todo.fixture.Api.TODOS;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tandem.todo.fixture.Api;
import dev.tandem.todo.fixture.Surroundings;
import dev.tandem.todo.fixture.TightLimits;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TightLimits.class)
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class WriteRatesTest {

    private static final String NOWHERE = TODOS + "/" + UUID.randomUUID();

    private static final List<Function<RequestSpecification, Response>> WRITES = List.of(
            api -> api.body(Map.of("title", " ")).post(TODOS),
            api -> api.body(Map.of("title", "a")).put(NOWHERE),
            api -> api.body(Map.of("title", "a")).patch(NOWHERE),
            api -> api.delete(NOWHERE),
            api -> api.delete(TODOS));

    @Test
    void anAccountIsLimitedWhereverItComesFrom() {
        var someone = Surroundings.someone();
        for (int i = 0; i < 30; i++) {
            WRITES.get(i % WRITES.size())
                    .apply(from("198.51.100." + i, someone))
                    .then()
                    .header("RateLimit-Policy", "\"account\";q=30;w=3600, \"network\";q=100;w=3600")
                    .header("RateLimit", startsWith("\"account\";r=" + (29 - i) + ";t="));
        }
        for (var write : WRITES) {
            refused(write.apply(from("198.51.100.99", someone)), "account");
        }
        from("198.51.100.99", someone).get(TODOS).then().statusCode(200).header("RateLimit", nullValue());
        from("198.51.100.99", Surroundings.someone()).delete(TODOS).then().statusCode(204);
    }

    @Test
    void aNetworkIsLimitedWhoeverIsInIt() {
        for (int i = 0; i < 100; i++) {
            from("2001:db8:1:1::" + i, i % 20 == 0 ? someone = Surroundings.someone() : someone)
                    .delete(NOWHERE)
                    .then()
                    .statusCode(404);
        }
        refused(from("2001:db8:1:1::ffff", Surroundings.someone()).delete(TODOS), "network");
        from("2001:db8:1:2::1", Surroundings.someone()).delete(TODOS).then().statusCode(204);
    }

    private String someone;

    @Test
    void whoHasNoValidTokenUsesUpNothing() {
        for (int i = 0; i < 110; i++) {
            from("203.0.113.1", "Bearer nonsense").delete(TODOS).then().statusCode(401);
        }
        from("203.0.113.1", Surroundings.someone()).delete(TODOS).then().statusCode(204);
    }

    private static RequestSpecification from(String address, String authorization) {
        return Api.as(authorization).header("X-Forwarded-For", address);
    }

    private static ValidatableResponse refused(Response answer, String policy) {
        return answer.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .header("RateLimit", matchesPattern(".*\"" + policy + "\";r=0;t=\\d+"))
                .body("code", is("too_many_requests"));
    }
}
