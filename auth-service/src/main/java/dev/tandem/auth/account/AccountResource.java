package dev.tandem.auth.account;

import dev.tandem.auth.session.Client;
import dev.tandem.auth.session.CurrentSession;
import dev.tandem.auth.session.RefreshCookie;
import dev.tandem.auth.session.TokenDelivery;
import dev.tandem.auth.token.AccessTokens;
import io.quarkus.security.Authenticated;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Sign-up, log-in and one's own account. */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
class AccountResource {

    private final Accounts accounts;
    private final AccessTokens accessTokens;
    private final CurrentSession current;

    AccountResource(Accounts accounts, AccessTokens accessTokens, CurrentSession current) {
        this.accounts = accounts;
        this.accessTokens = accessTokens;
        this.current = current;
    }

    @POST
    @Path("/signup")
    @Operation(operationId = "signUp", summary = "Make an account and log in to it")
    @APIResponseSchema(value = SignedIn.class, responseCode = "201", responseDescription = "Signed up and logged in")
    @APIResponse(responseCode = "400", description = "validation_failed or weak_password")
    @APIResponse(responseCode = "409", description = "email_taken")
    @APIResponse(responseCode = "503", description = "overloaded: try again after Retry-After seconds")
    @ResponseStatus(201)
    public RestResponse<SignedIn> signUp(@Valid @NotNull SignupRequest body, @Context HttpServerRequest http) {
        return answer(Status.CREATED, accounts.signUp(body, Client.of(http)), body.tokenDelivery());
    }

    @POST
    @Path("/login")
    @Operation(operationId = "logIn", summary = "Open a session on this device")
    @APIResponse(responseCode = "200", description = "Logged in")
    @APIResponse(responseCode = "401", description = "invalid_credentials: unknown address or wrong password")
    @APIResponse(responseCode = "503", description = "overloaded: try again after Retry-After seconds")
    public RestResponse<SignedIn> logIn(@Valid @NotNull LoginRequest body, @Context HttpServerRequest http) {
        return answer(Status.OK, accounts.logIn(body, Client.of(http)), body.tokenDelivery());
    }

    @GET
    @Path("/me")
    @Authenticated
    @Operation(operationId = "me", summary = "My account")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "200", description = "My account")
    @APIResponse(responseCode = "401", description = "missing_token or invalid_token")
    public AccountView me() {
        return accounts.view(current.account());
    }

    @PATCH
    @Path("/me")
    @Authenticated
    @Operation(operationId = "changeMe", summary = "Change my display name")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "200", description = "My account as it is now")
    @APIResponse(responseCode = "401", description = "missing_token or invalid_token")
    public AccountView changeMe(@Valid @NotNull ProfileChange body) {
        return accounts.change(current.account(), body);
    }

    @POST
    @Path("/password")
    @Authenticated
    @Operation(operationId = "changePassword", summary = "Change my password and log every other device out")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "204", description = "Changed")
    @APIResponse(responseCode = "400", description = "validation_failed, wrong_password or weak_password")
    @APIResponse(responseCode = "401", description = "missing_token or invalid_token")
    @APIResponse(responseCode = "503", description = "overloaded: try again after Retry-After seconds")
    public void changePassword(@Valid @NotNull PasswordChange body) {
        accounts.changePassword(current.account(), current.id(), body);
    }

    private RestResponse<SignedIn> answer(Status status, Accounts.Entered entered, TokenDelivery delivery) {
        var session = entered.session();
        var token = accessTokens.issue(session.account(), session.id());
        boolean inBody = delivery == TokenDelivery.BODY;
        var answer = ResponseBuilder.create(
                        status, SignedIn.of(entered.account(), token, inBody ? session.refreshToken() : null))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return (inBody ? answer : answer.cookie(RefreshCookie.holding(session))).build();
    }
}
