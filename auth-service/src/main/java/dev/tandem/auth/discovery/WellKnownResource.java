package dev.tandem.auth.discovery;

import dev.tandem.auth.key.SigningKeys;
import dev.tandem.auth.token.TokenConfig;
import dev.tandem.kit.http.EntityTags;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What verifiers of access tokens need to know. */
@Path("/.well-known")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Discovery")
class WellKnownResource {

    private static final String CACHEABLE = "public, max-age=300";

    private final SigningKeys keys;
    private final AuthorizationServerMetadata metadata;

    WellKnownResource(SigningKeys keys, TokenConfig config) {
        this.keys = keys;
        this.metadata = AuthorizationServerMetadata.of(config.issuer());
    }

    @GET
    @Path("/jwks.json")
    @Operation(operationId = "jwks", summary = "The public keys that verify access tokens (RFC 7517)")
    @APIResponse(
            responseCode = "200",
            description = "A JWK set",
            headers = {
                @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "Cache-Control", schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @Parameter(
            name = "If-None-Match",
            in = ParameterIn.HEADER,
            description = "The ETag of what the client has",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "304", description = "If-None-Match has it already")
    public RestResponse<String> jwks(@Context HttpServerRequest request) {
        var ring = keys.ring();
        boolean isKnown = EntityTags.of(HttpHeaders.IF_NONE_MATCH, request)
                .filter(tags -> tags.matchWeakly(ring.etag()))
                .isPresent();
        ResponseBuilder<String> answer = isKnown
                ? ResponseBuilder.notModified()
                : ResponseBuilder.ok(ring.jwks(), MediaType.APPLICATION_JSON_TYPE);
        return answer.header(HttpHeaders.ETAG, ring.etag())
                .header(HttpHeaders.CACHE_CONTROL, CACHEABLE)
                .build();
    }

    @GET
    @Path("/oauth-authorization-server")
    @Operation(operationId = "metadata", summary = "Authorization server metadata (RFC 8414)")
    public RestResponse<AuthorizationServerMetadata> metadata() {
        return ResponseBuilder.ok(metadata)
                .header(HttpHeaders.CACHE_CONTROL, CACHEABLE)
                .build();
    }

    /** The members of RFC 8414 that are true here: no grants, no authorization endpoint. */
    record AuthorizationServerMetadata(
            @Schema(required = true) String issuer,
            @Schema(required = true) String jwks_uri,
            @Schema(required = true) List<String> response_types_supported,
            @Schema(required = true) List<String> grant_types_supported) {

        static AuthorizationServerMetadata of(String issuer) {
            return new AuthorizationServerMetadata(issuer, issuer + "/.well-known/jwks.json", List.of(), List.of());
        }
    }
}
