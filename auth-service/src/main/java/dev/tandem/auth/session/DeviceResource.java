package dev.tandem.auth.session;

import dev.tandem.auth.client.CurrentClient;
import dev.tandem.kit.problem.Problem;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The devices a person is logged in on. */
@Path("/auth/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "401", description = "missing_token or invalid_token")
@Tag(name = "Sessions")
class DeviceResource {

    private final Sessions sessions;
    private final CurrentSession current;
    private final CurrentClient client;

    DeviceResource(Sessions sessions, CurrentSession current, CurrentClient client) {
        this.sessions = sessions;
        this.current = current;
        this.client = client;
    }

    @GET
    @Operation(operationId = "sessions", summary = "The devices I am logged in on, the most recently used first")
    @APIResponse(responseCode = "200", description = "At most as many as an account can have")
    public List<SessionView> list() {
        return sessions.of(current.account(), current.id());
    }

    @DELETE
    @Path("/{id}")
    @Produces(MediaType.WILDCARD)
    @Operation(operationId = "endSession", summary = "Log one device out")
    @APIResponse(responseCode = "204", description = "Logged out")
    @APIResponse(responseCode = "400", description = "validation_failed: id is no UUID")
    @APIResponse(responseCode = "404", description = "not_found: no such device of mine")
    public void end(
            @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) @PathParam("id") String id) {
        if (!sessions.end(uuid(id), current.account(), client.get())) {
            throw Problem.of(404);
        }
    }

    @DELETE
    @Produces(MediaType.WILDCARD)
    @Operation(operationId = "endOtherSessions", summary = "Log out everywhere but here")
    @APIResponse(responseCode = "204", description = "Only this device is logged in")
    public void endOthers() {
        sessions.endOthers(current.account(), current.id(), client.get());
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw Problem.invalid("id", "must be a UUID");
        }
    }
}
