package dev.tandem.todo.todo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.kit.http.QueryParameters;
import dev.tandem.kit.stream.JsonPart;
import dev.tandem.kit.stream.JsonPieces;
import dev.tandem.kit.stream.PieceSource;
import dev.tandem.kit.stream.StreamedBody;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everything of one owner, streamed. */
@APIResponse(responseCode = "400", description = "Not valid; errors names what is wrong")
@APIResponse(responseCode = "401", description = "No access token, or one that is not valid")
@SecurityRequirement(name = "bearer")
@Tag(name = "todos")
@Path("/api/todos/export")
@RolesAllowed("user")
class ExportResource {

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
            description =
                    "JSON or CSV. In CSV, tags are separated by line feeds within their cell, and text that would begin a formula"
                            + " has an apostrophe before it",
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
    public Response export(@Context HttpServerRequest request) {
        var format = QueryParameters.of(QueryParameters.parse(request), Set.of("format"))
                .parsed("format", ExportFormat::named)
                .orElse(ExportFormat.JSON);
        var pages = new Pages(TodoResource.base(request));
        var pieces = switch (format) {
            case JSON -> new JsonPieces(json, List.of(JsonPart.array(pages)));
            case CSV -> new CsvPieces(pages);
        };
        return Response.ok(new StreamedBody(PieceSource.blocking(pieces, () -> {})), format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"todos." + format.wireName() + "\"")
                .build();
    }

    /** The to-dos page by page, a query each: neither held in memory nor in one transaction, however slowly they are read. */
    private final class Pages implements Callable<List<TodoView>> {

        private final String base;
        private Optional<UUID> last = Optional.empty();

        Pages(String base) {
            this.base = base;
        }

        @Override
        public List<TodoView> call() {
            var page = todos.exported(last);
            if (!page.isEmpty()) {
                last = Optional.of(page.getLast().id());
            }
            return page.stream().map(todo -> todo.under(base)).toList();
        }
    }
}
