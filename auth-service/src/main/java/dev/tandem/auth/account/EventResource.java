package dev.tandem.auth.account;

import dev.tandem.auth.audit.EventView;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.session.CurrentSession;
import dev.tandem.kit.http.QueryParameters;
import io.quarkus.security.Authenticated;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What happened to one's own account. */
@Path("/auth/events")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@SecurityRequirement(name = "bearer")
@Tag(name = "Accounts")
class EventResource {

    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final int USUAL_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,2}");

    private final SecurityEvents events;
    private final CurrentSession current;

    EventResource(SecurityEvents events, CurrentSession current) {
        this.events = events;
        this.current = current;
    }

    @GET
    @Operation(operationId = "events", summary = "What happened to my account, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page; Link names the next one where there is one",
            headers = @Header(name = "Link", description = "rel=next", schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = EventView.class)))
    @APIResponse(responseCode = "400", description = "validation_failed: limit or cursor")
    @APIResponse(responseCode = "401", description = "missing_token or invalid_token")
    @Parameter(
            name = LIMIT,
            in = ParameterIn.QUERY,
            description = "How many at most",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
    @Parameter(
            name = CURSOR,
            in = ParameterIn.QUERY,
            description = "Where to go on: the last event's id, as the Link of the page before has it",
            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    public RestResponse<List<EventView>> list(@Context HttpServerRequest request) {
        var parameters = QueryParameters.of(QueryParameters.parse(request), Set.of(LIMIT, CURSOR));
        int most = parameters.parsed(LIMIT, EventResource::limit).orElse(USUAL_LIMIT);
        var before = parameters.parsed(CURSOR, EventResource::cursor).orElse(null);
        var found = events.of(current.account(), before, most + 1);
        if (found.size() <= most) {
            return RestResponse.ok(found);
        }
        var page = found.subList(0, most);
        return ResponseBuilder.ok(page)
                .header(
                        HttpHeaders.LINK,
                        "</auth/events?limit=%d&cursor=%s>; rel=\"next\""
                                .formatted(most, page.getLast().id()))
                .build();
    }

    private static int limit(String text) {
        if (NUMBER.matcher(text).matches() && Integer.parseInt(text) <= HIGHEST_LIMIT) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("must be a number from 1 to " + HIGHEST_LIMIT);
    }

    private static UUID cursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("must be a cursor from a Link header");
        }
    }
}
