package dev.tandem.auth.account;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.auth.export.Export;
import dev.tandem.auth.session.CurrentSession;
import dev.tandem.auth.todo.TodoService;
import dev.tandem.kit.stream.JsonPart;
import dev.tandem.kit.stream.JsonPieces;
import dev.tandem.kit.stream.PieceSource;
import dev.tandem.kit.stream.StreamedBody;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Everything kept about a person in both services, streamed. */
@Path("/auth/export")
@Authenticated
@Tag(name = "Accounts")
class ExportResource {

    private final CurrentSession current;
    private final Export export;
    private final TodoService todoService;
    private final ObjectMapper mapper;

    ExportResource(CurrentSession current, Export export, TodoService todoService, ObjectMapper mapper) {
        this.current = current;
        this.export = export;
        this.todoService = todoService;
        this.mapper = mapper;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "export", summary = "Everything kept about me, to-dos included")
    @SecurityRequirement(name = "bearer")
    @APIResponse(
            responseCode = "200",
            description = "A file; if a part fails, the connection is reset",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "401", description = "missing_token or invalid_token")
    @APIResponse(responseCode = "503", description = "todos_unavailable: try again after Retry-After seconds")
    public RestResponse<StreamedBody> export(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        var account = current.account();
        var todos = todoService.export(authorization);
        var parts = new ArrayList<JsonPart>();
        parts.add(JsonPart.of(JsonGenerator::writeStartObject));
        parts.addAll(export.of(account));
        parts.add(JsonPart.of(json -> json.writeFieldName("todos")));
        parts.add(todos);
        parts.add(JsonPart.of(JsonGenerator::writeEndObject));
        var source = PieceSource.blocking(new JsonPieces(mapper, parts), todos::close);
        return ResponseBuilder.ok(new StreamedBody(source))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tandem.json\"")
                .build();
    }
}
