package dev.tandem.todo.todo;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class OpenApiTest {

    @Test
    @SuppressWarnings("unchecked")
    void theDescriptionIsEnoughToWriteAClientFrom() {
        var answer = given().get("/q/openapi")
                .then()
                .statusCode(200)
                .body("openapi", startsWith("3.1"))
                .body("info.title", is("Tandem to-dos"))
                .body("components.securitySchemes.bearer.scheme", is("bearer"))
                .body("components.schemas.Todo.properties", not(hasKey("version")))
                .body("components.schemas.Todo.required", hasItems("id", "title", "url"))
                .body("components.schemas.Todo.examples", notNullValue())
                .body("components.schemas.Priority.enum", hasItems("none", "low", "medium", "high"))
                .body("components.schemas.Problem.required", hasItems("code", "traceId"))
                .extract();
        var operations = Map.of(
                "/api/todos", new String[] {"get", "post", "delete"},
                "/api/todos/{id}", new String[] {"get", "put", "patch", "delete"},
                "/api/todos/export", new String[] {"get"});
        Map<String, Map<String, Map<String, Object>>> paths = answer.path("paths");
        operations.forEach((path, methods) -> {
            for (var method : methods) {
                var operation = paths.get(path).get(method);
                assertNotNull(operation, method + " " + path);
                assertNotNull(operation.get("operationId"), method + " " + path);
                assertNotNull(operation.get("security"), method + " " + path);
                var responses = (Map<String, Object>) operation.get("responses");
                assertTrue(responses.keySet().stream().anyMatch(status -> status.startsWith("2")), method + path);
                for (var status : new String[] {"400", "401", "500"}) {
                    assertTrue(
                            responses.get(status).toString().contains("application/problem+json"),
                            method + path + status);
                }
            }
        });
    }

    @Test
    void swaggerUiIsOff() {
        given().get("/q/swagger-ui/").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void theDescriptionIsOneDocumentThatCanOnlyBeRead() {
        given().head("/q/openapi").then().statusCode(200).contentType("application/json");
        given().get("/q/openapi.yaml").then().statusCode(404).body("code", is("not_found"));
        given().contentType("application/json")
                .body("{}")
                .post("/q/openapi")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD")
                .body("code", is("method_not_allowed"));
    }
}
