package dev.tandem.auth.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.auth.export.Export;
import dev.tandem.auth.session.CurrentSession;
import dev.tandem.auth.todo.TodoService;
import io.quarkus.security.Authenticated;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Everything kept about a person in both services. The to-dos are passed on as they come: they may be many. */
@Path("/auth/export")
@Authenticated
@Tag(name = "Accounts")
class ExportResource {

    private final CurrentSession current;
    private final Export export;
    private final TodoService todoService;
    private final ObjectMapper json;

    ExportResource(CurrentSession current, Export export, TodoService todoService, ObjectMapper json) {
        this.current = current;
        this.export = export;
        this.todoService = todoService;
        this.json = json;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "export", summary = "Everything kept about me, to-dos included")
    @SecurityRequirement(name = "bearer")
    @APIResponse(
            responseCode = "200",
            description = "A file. One that breaks off is not JSON, and not all",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "401", description = "missing_token or invalid_token")
    @APIResponse(responseCode = "503", description = "todos_unavailable: try again after Retry-After seconds")
    public RestResponse<StreamingOutput> export(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @Context HttpServerRequest http) {
        var sections = export.of(current.account());
        var todos = todoService.export(authorization);
        return ResponseBuilder.<StreamingOutput>ok(out -> write(out, sections, todos, http))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tandem.json\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private void write(OutputStream out, Map<String, Object> sections, InputStream todos, HttpServerRequest http)
            throws IOException {
        try (todos;
                var parser = json.createParser(todos)) {
            var generator = json.createGenerator(out);
            generator.writeStartObject();
            for (var section : sections.entrySet()) {
                generator.writePOJOField(section.getKey(), section.getValue());
            }
            generator.writeFieldName("todos");
            parser.nextToken();
            generator.copyCurrentStructure(parser);
            generator.writeEndObject();
            generator.close();
        } catch (IOException e) {
            if (http.response().headWritten()) {
                // Too late for a problem; an answer without an end is not taken for all there is. The REST layer would
                // still end it, so the connection has to be gone before it hears of the failure.
                http.connection()
                        .close()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
            }
            throw e;
        }
    }
}
