package dev.tandem.auth.session;

import dev.tandem.auth.client.CurrentClient;
import dev.tandem.auth.token.AccessTokens;
import dev.tandem.kit.http.AllowedOrigins;
import dev.tandem.kit.http.Cookies;
import dev.tandem.kit.problem.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Keeps a session going and ends it. */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
class SessionResource {

    private final Sessions sessions;
    private final AccessTokens accessTokens;
    private final AllowedOrigins allowedOrigins;
    private final CurrentClient client;

    SessionResource(Sessions sessions, AccessTokens accessTokens, AllowedOrigins allowedOrigins, CurrentClient client) {
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.allowedOrigins = allowedOrigins;
        this.client = client;
    }

    @POST
    @Path("/refresh")
    @Operation(operationId = "refresh", summary = "A new access token and the next refresh token")
    @APIResponse(responseCode = "200", description = "Refreshed")
    @APIResponse(responseCode = "401", description = "invalid_refresh_token")
    @APIResponse(responseCode = "403", description = "origin_not_allowed, for a cookie from another site's page")
    public RestResponse<TokenAnswer> refresh(
            @RequestBody(required = false) RefreshRequest body,
            @CookieParam(RefreshCookie.NAME) String cookie,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        var presented = presented(body, cookie, headers, request);
        var session = presented
                .token()
                .flatMap(token -> sessions.refresh(token, client.get()))
                .orElseThrow(() -> Problem.of(401, "invalid_refresh_token", "Log in again.")
                        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
        var accessToken = accessTokens.issue(session.account(), session.id());
        var answer = ResponseBuilder.ok(
                        TokenAnswer.of(accessToken, presented.byCookie() ? null : session.refreshToken()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return (presented.byCookie() ? answer.cookie(RefreshCookie.holding(session)) : answer).build();
    }

    @POST
    @Path("/logout")
    @Produces(MediaType.WILDCARD)
    @Operation(operationId = "logout", summary = "End this session; doing so twice is no error")
    @APIResponse(responseCode = "204", description = "Ended")
    @APIResponse(responseCode = "403", description = "origin_not_allowed, for a cookie from another site's page")
    public RestResponse<Void> logout(
            @RequestBody(required = false) RefreshRequest body,
            @CookieParam(RefreshCookie.NAME) String cookie,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        var presented = presented(body, cookie, headers, request);
        presented.token().ifPresent(token -> sessions.end(token, client.get()));
        return ResponseBuilder.<Void>noContent()
                .cookie(RefreshCookie.removed(), DeviceCookie.removed())
                .header(ClearSiteData.HEADER, ClearSiteData.CACHE_AND_STORAGE)
                .build();
    }

    private Presented presented(RefreshRequest body, String cookie, HttpHeaders headers, HttpServerRequest request) {
        var presented = Presented.of(body, cookie);
        if (presented.byCookie()) {
            allowedOrigins.requireFor(headers);
            if (Cookies.count(RefreshCookie.NAME, request) > 1) {
                throw Problem.of(400, "duplicate_cookie", "The refresh cookie was sent more than once.");
            }
        }
        return presented;
    }

    /** A refresh token and the way it came, which is the way its successor goes back. */
    private record Presented(Optional<RefreshToken> token, boolean byCookie) {

        static Presented of(RefreshRequest body, String cookie) {
            return body != null && body.refreshToken() != null
                    ? new Presented(RefreshToken.parse(body.refreshToken()), false)
                    : new Presented(RefreshToken.parse(cookie), cookie != null);
        }
    }
}
