package dev.tandem.todo.todo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.kit.http.EntityTags;
import dev.tandem.kit.http.QueryParameters;
import dev.tandem.kit.problem.Problem;
import dev.tandem.todo.quota.Quotas;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@APIResponse(responseCode = "400", description = "Not valid; errors names what is wrong")
@APIResponse(responseCode = "401", description = "No access token, or one that is not valid")
@SecurityRequirement(name = "bearer")
@Tag(name = "todos")
@Path("/api/todos")
@RolesAllowed("user")
@Produces(MediaType.APPLICATION_JSON)
class TodoResource {

    static final String MERGE_PATCH = "application/merge-patch+json";

    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final Todos todos;
    private final MergePatch mergePatch;
    private final Quotas quotas;

    TodoResource(Todos todos, MergePatch mergePatch, Quotas quotas) {
        this.todos = todos;
        this.mergePatch = mergePatch;
        this.quotas = quotas;
    }

    @GET
    @Operation(operationId = "listTodos", summary = "My to-dos, page by page")
    @Parameter(
            name = "completed",
            in = ParameterIn.QUERY,
            description = "Only the completed, or only the others",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "Part of the title or description, in any case",
            schema = @Schema(type = SchemaType.STRING, maxLength = 200))
    @Parameter(
            name = "tag",
            in = ParameterIn.QUERY,
            description = "Having this tag",
            schema = @Schema(type = SchemaType.STRING, maxLength = 50))
    @Parameter(
            name = "dueBefore",
            in = ParameterIn.QUERY,
            description = "Due before this day",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @Parameter(
            name = "priority",
            in = ParameterIn.QUERY,
            description = "Of this priority",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"none", "low", "medium", "high"}))
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "Those without a value come last",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            defaultValue = "order",
                            enumeration = {
                                "order",
                                "-order",
                                "createdAt",
                                "-createdAt",
                                "dueDate",
                                "-dueDate",
                                "title",
                                "-title"
                            }))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many at most",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "Where to go on: taken from the Link of the page before, which has it in place already",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "count",
            in = ParameterIn.QUERY,
            description = "Whether to say in X-Total-Count how many there are in all",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @APIResponse(
            responseCode = "200",
            description = "A page, which may be shorter than limit; Link names the next one where there is one",
            headers = {
                @Header(name = "Link", description = "rel=next", schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "X-Total-Count", schema = @Schema(type = SchemaType.INTEGER))
            },
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = TodoView.class)))
    public RestResponse<List<TodoView>> list(@Context HttpServerRequest request) {
        var page = todos.list(TodoQuery.of(QueryParameters.parse(request)));
        var base = base(request);
        var answer = ResponseBuilder.ok(
                page.todos().stream().map(todo -> todo.under(base)).toList());
        page.next()
                .ifPresent(cursor -> answer.header(HttpHeaders.LINK, NextPage.link(base, request, cursor.encoded())));
        page.total().ifPresent(total -> answer.header("X-Total-Count", total));
        return answer.build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createTodo",
            summary = "Make a to-do",
            description =
                    "With an Idempotency-Key, sending the same again within 24 hours gives the first answer again")
    @APIResponse(
            responseCode = "201",
            description = "Made; Location is where",
            headers = {
                @Header(name = "Location", schema = @Schema(type = SchemaType.STRING, format = "uri")),
                @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = Quotas.REMAINING,
                        description = "What is left of the account's quotas: todos=9999, bytes=33554000, keys=9999",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = TodoView.class)))
    @APIResponse(responseCode = "413", description = "Over 64 KB")
    @APIResponse(responseCode = "415", description = "Not JSON")
    @APIResponse(responseCode = "403", description = "A quota of the account is exceeded; detail says which one")
    @APIResponse(responseCode = "429", description = "Too many changes; again after Retry-After seconds")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used for another to-do")
    public RestResponse<TodoView> create(
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid TodoInput body,
            @Context HttpServerRequest request) {
        if (key != null && !IDEMPOTENCY_KEY.matcher(key).matches()) {
            throw Problem.invalid("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
        }
        var created = key == null ? todos.create(body) : todos.createOnce(key, body);
        var todo = created.todo().under(base(request));
        var answer = ResponseBuilder.<TodoView>created(URI.create(todo.url()))
                .header(HttpHeaders.ETAG, todo.entityTag())
                .entity(todo);
        created.usage().ifPresent(usage -> answer.header(Quotas.REMAINING, quotas.remaining(usage)));
        return answer.build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getTodo", summary = "One to-do")
    @Parameter(
            name = "If-None-Match",
            in = ParameterIn.HEADER,
            description = "The ETag of what the client has",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The to-do",
            headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = TodoView.class)))
    @APIResponse(responseCode = "304", description = "If-None-Match has it already")
    @APIResponse(responseCode = "404", description = "No such to-do of this person's")
    public RestResponse<TodoView> get(
            @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) @RestPath String id,
            @Context HttpServerRequest request) {
        var todo = todos.get(uuid(id));
        return EntityTags.of(HttpHeaders.IF_NONE_MATCH, request)
                .filter(tags -> tags.matchWeakly(todo.entityTag()))
                .map(tags -> ResponseBuilder.<TodoView>notModified())
                .orElseGet(() -> ResponseBuilder.ok(todo.under(base(request))))
                .header(HttpHeaders.ETAG, todo.entityTag())
                .build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "replaceTodo", summary = "Replace a to-do; what is left out has its default")
    @Parameter(
            name = "If-Match",
            in = ParameterIn.HEADER,
            description = "The ETag that the change is meant for",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "As it is now",
            headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = TodoView.class)))
    @APIResponse(responseCode = "404", description = "No such to-do of this person's")
    @APIResponse(responseCode = "412", description = "It has changed since If-Match was read")
    @APIResponse(responseCode = "413", description = "Over 64 KB")
    @APIResponse(responseCode = "415", description = "Not JSON")
    @APIResponse(responseCode = "403", description = "A quota of the account is exceeded; detail says which one")
    @APIResponse(responseCode = "429", description = "Too many changes; again after Retry-After seconds")
    public RestResponse<TodoView> replace(
            @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) @RestPath String id,
            @NotNull @Valid TodoInput body,
            @Context HttpServerRequest request) {
        return change(id, request, current -> body);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(operationId = "patchTodo", summary = "Change some members of a to-do")
    @Parameter(
            name = "If-Match",
            in = ParameterIn.HEADER,
            description = "The ETag that the change is meant for",
            schema = @Schema(type = SchemaType.STRING))
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MERGE_PATCH, schema = @Schema(implementation = TodoPatch.class)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = TodoPatch.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "As it is now",
            headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = TodoView.class)))
    @APIResponse(responseCode = "404", description = "No such to-do of this person's")
    @APIResponse(responseCode = "412", description = "It has changed since If-Match was read")
    @APIResponse(responseCode = "413", description = "Over 64 KB")
    @APIResponse(responseCode = "415", description = "Not JSON")
    @APIResponse(responseCode = "403", description = "A quota of the account is exceeded; detail says which one")
    @APIResponse(responseCode = "429", description = "Too many changes; again after Retry-After seconds")
    public RestResponse<TodoView> patch(
            @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) @RestPath String id,
            @NotNull JsonNode body,
            @Context HttpServerRequest request) {
        return change(id, request, current -> mergePatch.apply(body, current));
    }

    @DELETE
    @Path("{id}")
    @Produces(MediaType.WILDCARD)
    @Operation(operationId = "deleteTodo", summary = "Delete a to-do")
    @Parameter(
            name = "If-Match",
            in = ParameterIn.HEADER,
            description = "The ETag that the change is meant for",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "204", description = "Gone")
    @APIResponse(responseCode = "404", description = "No such to-do of this person's")
    @APIResponse(responseCode = "412", description = "It has changed since If-Match was read")
    @APIResponse(responseCode = "429", description = "Too many changes; again after Retry-After seconds")
    public void delete(
            @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) @RestPath String id,
            @Context HttpServerRequest request) {
        todos.delete(uuid(id), Preconditions.of(request));
    }

    @DELETE
    @Produces(MediaType.WILDCARD)
    @Operation(operationId = "deleteTodos", summary = "Delete all my to-dos, or the completed ones")
    @Parameter(
            name = "completed",
            in = ParameterIn.QUERY,
            description = "Only the completed; left out, all",
            schema = @Schema(type = SchemaType.BOOLEAN, enumeration = "true"))
    @APIResponse(responseCode = "204", description = "Gone")
    @APIResponse(responseCode = "429", description = "Too many changes; again after Retry-After seconds")
    public void deleteMany(@Context HttpServerRequest request) {
        var parameters = QueryParameters.of(QueryParameters.parse(request), Set.of("completed"));
        if (parameters.text("completed").isEmpty()) {
            todos.deleteAll();
        } else if (parameters.flag("completed").orElse(false)) {
            todos.deleteCompleted();
        } else {
            throw Problem.invalid("completed", "must be true or left out");
        }
    }

    private RestResponse<TodoView> change(String id, HttpServerRequest request, UnaryOperator<TodoInput> change) {
        var todo = todos.change(uuid(id), Preconditions.of(request), change).under(base(request));
        return ResponseBuilder.ok(todo)
                .header(HttpHeaders.ETAG, todo.entityTag())
                .build();
    }

    private static UUID uuid(String id) {
        try {
            var uuid = UUID.fromString(id);
            if (uuid.toString().equalsIgnoreCase(id)) { // which "1-1-1-1-1" is not
                return uuid;
            }
        } catch (IllegalArgumentException _) {
            // Not one at all
        }
        throw Problem.invalid("id", "must be a UUID");
    }

    /** Where to-dos are for who asks; without their host where they did not name it, as HTTP/1.0 allows. */
    static String base(HttpServerRequest request) {
        var host = request.authority();
        return (host == null ? "" : request.scheme() + "://" + host) + "/api/todos";
    }
}
