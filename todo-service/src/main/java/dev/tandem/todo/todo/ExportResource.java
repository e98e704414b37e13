package dev.tandem.todo.todo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.kit.http.QueryParameters;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everything of one person's, written page by page as it is read: neither held in memory nor in one transaction. */
@APIResponse(responseCode = "400", description = "Not valid; errors names what is wrong")
@APIResponse(responseCode = "401", description = "No access token, or one that is not valid")
@APIResponse(responseCode = "500", description = "Our fault")
@SecurityRequirement(name = "bearer")
@Tag(name = "todos")
@Path("/api/todos/export")
@RolesAllowed("user")
class ExportResource {

    private static final MediaType CSV = new MediaType("text", "csv", "utf-8");

    @FunctionalInterface
    private interface Sink {
        void write(TodoView todo) throws IOException;
    }

    private final Todos todos;
    private final ObjectMapper json;

    ExportResource(Todos todos, ObjectMapper json) {
        this.todos = todos;
        this.json = json;
    }

    @GET
    @Operation(operationId = "exportTodos", summary = "All my to-dos, streamed")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            description = "JSON or CSV",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            defaultValue = "json",
                            enumeration = {"json", "csv"}))
    @APIResponse(
            responseCode = "200",
            description = "A file",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = TodoView.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    public Response export(UriInfo uri, @Context HttpServerRequest request) {
        var format = QueryParameters.of(uri.getQueryParameters(), Set.of("format"))
                .parsed("format", ExportResource::known)
                .orElse("json");
        var base = TodoResource.base(request);
        StreamingOutput body = format.equals("csv") ? out -> writeCsv(out, base) : out -> writeJson(out, base);
        return Response.ok(body, format.equals("csv") ? CSV : MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"todos." + format + "\"")
                .build();
    }

    private static String known(String format) {
        if (format.equals("json") || format.equals("csv")) {
            return format;
        }
        throw new IllegalArgumentException("must be json or csv");
    }

    private void writeJson(OutputStream out, String base) throws IOException {
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartArray();
            writeAll(base, generator::writePOJO);
            generator.writeEndArray();
        }
    }

    private void writeCsv(OutputStream out, String base) throws IOException {
        try (var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            writer.write(Csv.HEADER);
            writeAll(base, todo -> writer.write(Csv.row(todo)));
        }
    }

    private void writeAll(String base, Sink sink) throws IOException {
        Optional<UUID> last = Optional.empty();
        List<TodoView> page;
        while (!(page = todos.exported(last)).isEmpty()) {
            for (var todo : page) {
                sink.write(todo.under(base));
            }
            last = Optional.of(page.getLast().id());
        }
    }
}
