package dev.tandem.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.local.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An operation as a service's OpenAPI document describes it.
 *
 * @param example of its body, in JSON; null if it has none
 */
public record ApiOperation(String method, String path, List<String> parameters, Map<String, Object> example) {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** All those of {@code service}. */
    public static List<ApiOperation> of(Service service) {
        var document =
                Call.get(service.address(), "/q/openapi").send().expecting(200).json();
        Map<String, Map<String, Object>> paths = document.getMap("paths");
        var operations = new ArrayList<ApiOperation>();
        paths.forEach((path, item) -> item.forEach((method, operation) -> {
            if (METHODS.contains(method)) {
                operations.add(
                        operation(method.toUpperCase(), path, cast(operation), document.getMap("components.schemas")));
            }
        }));
        return operations;
    }

    /** The same operation in the whole document. */
    JsonNode in(JsonNode document) {
        return document.get("paths").get(path).get(method.toLowerCase());
    }

    private static ApiOperation operation(
            String method, String path, Map<String, Object> operation, Map<String, Object> schemas) {
        List<Map<String, Object>> parameters = castList(operation.getOrDefault("parameters", List.of()));
        var names = parameters.stream()
                .filter(parameter -> "query".equals(parameter.get("in")))
                .map(parameter -> (String) parameter.get("name"))
                .toList();
        return new ApiOperation(method, path, names, example(operation, schemas));
    }

    private static Map<String, Object> example(Map<String, Object> operation, Map<String, Object> schemas) {
        if (!operation.containsKey("requestBody")) {
            return null;
        }
        Map<String, Object> body = cast(operation.get("requestBody"));
        Map<String, Map<String, Object>> content = cast(body.get("content"));
        Map<String, Object> schema = cast(content.values().iterator().next().get("schema"));
        if (schema.get("$ref") instanceof String reference) {
            schema = cast(schemas.get(reference.substring(reference.lastIndexOf('/') + 1)));
        }
        Map<String, Object> members = cast(schema.getOrDefault("properties", Map.of()));
        var example = new LinkedHashMap<String, Object>();
        members.keySet().forEach(name -> example.put(name, "x"));
        return example;
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }

    private static List<Map<String, Object>> castList(Object value) {
        return cast(value);
    }
}
