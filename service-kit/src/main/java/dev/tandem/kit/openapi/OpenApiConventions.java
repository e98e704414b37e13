package dev.tandem.kit.openapi;

import static java.util.Comparator.naturalOrder;

import dev.tandem.kit.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What holds for every operation and schema of an API, so that no resource has to say it. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiConventions implements OASFilter {

    private static final Map<String, String> FORMATS =
            Map.of("Instant", "date-time", "LocalDate", "date", "UUID", "uuid");

    private static final Map<String, String> POSSIBLE_ANYWHERE =
            Map.of("500", "internal_error", "503", "overloaded or unavailable: try again after Retry-After seconds");

    /** Headers that a status never comes without, whatever the operation. */
    private static final Map<String, Map<String, Header>> HEADERS = Map.of(
            "401", Map.of("WWW-Authenticate", header(SchemaType.STRING, "Bearer, with an error for an invalid token")),
            "429", Map.of("Retry-After", header(SchemaType.INTEGER, "Seconds to wait before the next try")),
            "503", Map.of("Retry-After", header(SchemaType.INTEGER, "Seconds to wait before the next try")));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.setServers(List.of(OASFactory.createServer().url("/").description("Where this description came from")));
        FORMATS.keySet().forEach(api.getComponents()::removeSchema);
    }

    @Override
    public Operation filterOperation(Operation operation) {
        // Generators take the first response for what a call returns, and for what it accepts.
        var responses = new TreeMap<String, APIResponse>(
                Comparator.comparing((String status) -> !status.startsWith("2")).thenComparing(naturalOrder()));
        responses.putAll(operation.getResponses().getAPIResponses());
        POSSIBLE_ANYWHERE.forEach((status, description) -> {
            responses.putIfAbsent(status, OASFactory.createAPIResponse().description(description));
        });
        responses.forEach(OpenApiConventions::complete);
        operation.setResponses(OASFactory.createAPIResponses());
        responses.forEach(operation.getResponses()::addAPIResponse);
        if (operation.getSecurity() == null) {
            operation.setSecurity(List.of());
        }
        return operation;
    }

    private static void complete(String status, APIResponse response) {
        if (Integer.parseInt(status) >= 400) {
            var problem = OASFactory.createMediaType()
                    .schema(OASFactory.createSchema().ref("Problem"));
            response.content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, problem));
        }
        HEADERS.getOrDefault(status, Map.of()).forEach(response::addHeader);
    }

    private static Header header(SchemaType type, String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(type));
    }

    @Override
    public Schema filterSchema(Schema schema) {
        schema.setPattern(null); // Java's syntax, where JSON Schema means ECMA-262's
        if (schema.getRef() != null) {
            var format = FORMATS.get(schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1));
            if (format != null) { // generators know a standard type by its format
                schema.ref(null).type(List.of(SchemaType.STRING)).format(format);
            }
        }
        if (schema.getAnyOf() != null) { // how something that may be null is described, its type beside it
            schema.setType(null);
            schema.getAnyOf().stream()
                    .map(Schema::getFormat)
                    .filter(Objects::nonNull)
                    .findAny()
                    .ifPresent(format -> {
                        schema.anyOf(null)
                                .type(List.of(SchemaType.STRING, SchemaType.NULL))
                                .format(format);
                    });
        }
        return schema;
    }
}
