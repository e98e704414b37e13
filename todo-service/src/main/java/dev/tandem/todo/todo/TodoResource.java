package dev.tandem.todo.todo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.todo.web.EntityTags;
import dev.tandem.todo.web.Problem;
import dev.tandem.todo.web.QueryParameters;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestPath;

@Path("/api/todos")
@RolesAllowed("user")
@Produces(MediaType.APPLICATION_JSON)
class TodoResource {

    static final String MERGE_PATCH = "application/merge-patch+json";

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final Todos todos;
    private final MergePatch mergePatch;

    TodoResource(Todos todos, MergePatch mergePatch) {
        this.todos = todos;
        this.mergePatch = mergePatch;
    }

    @GET
    public Response list(UriInfo uri) {
        var page = todos.list(TodoQuery.of(uri.getQueryParameters()));
        var base = base(uri);
        var answer =
                Response.ok(page.todos().stream().map(todo -> todo.under(base)).toList());
        page.next().ifPresent(cursor -> {
            var next = uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor.encoded());
            answer.header(HttpHeaders.LINK, "<" + next.build() + ">; rel=\"next\"");
        });
        page.total().ifPresent(total -> answer.header("X-Total-Count", total));
        return answer.build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@HeaderParam("Idempotency-Key") String key, @NotNull @Valid TodoInput body, UriInfo uri) {
        if (key != null && !IDEMPOTENCY_KEY.matcher(key).matches()) {
            throw Problem.invalid("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
        }
        var todo = todos.create(body, Optional.ofNullable(key)).under(base(uri));
        return Response.created(todo.url())
                .header(HttpHeaders.ETAG, todo.entityTag())
                .entity(todo)
                .build();
    }

    @GET
    @Path("{id}")
    public Response get(@RestPath String id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known, UriInfo uri) {
        var todo = todos.get(uuid(id));
        return EntityTags.of(HttpHeaders.IF_NONE_MATCH, known)
                .filter(tags -> tags.matchWeakly(todo.entityTag()))
                .map(tags -> Response.notModified())
                .orElseGet(() -> Response.ok(todo.under(base(uri))))
                .header(HttpHeaders.ETAG, todo.entityTag())
                .build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replace(
            @RestPath String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid TodoInput body,
            UriInfo uri) {
        return change(id, ifMatch, uri, current -> body);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    public Response patch(
            @RestPath String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull JsonNode body,
            UriInfo uri) {
        return change(id, ifMatch, uri, current -> mergePatch.apply(body, current));
    }

    @DELETE
    @Path("{id}")
    public void delete(@RestPath String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        todos.delete(uuid(id), IfMatch.header(ifMatch));
    }

    @DELETE
    public void deleteMany(UriInfo uri) {
        var parameters = QueryParameters.of(uri.getQueryParameters(), Set.of("completed"));
        if (parameters.text("completed").isEmpty()) {
            todos.deleteAll();
        } else if (parameters.flag("completed").orElse(false)) {
            todos.deleteCompleted();
        } else {
            throw Problem.invalid("completed", "must be true or left out");
        }
    }

    private Response change(String id, String ifMatch, UriInfo uri, UnaryOperator<TodoInput> change) {
        var todo = todos.change(uuid(id), IfMatch.header(ifMatch), change).under(base(uri));
        return Response.ok(todo).header(HttpHeaders.ETAG, todo.entityTag()).build();
    }

    /** Stricter than {@link UUID#fromString}, which takes "1-1-1-1-1". */
    private static UUID uuid(String id) {
        if (!UUID_TEXT.matcher(id).matches()) {
            throw Problem.invalid("id", "must be a UUID");
        }
        return UUID.fromString(id);
    }

    static URI base(UriInfo uri) {
        return uri.getBaseUriBuilder().path(TodoResource.class).build();
    }
}
