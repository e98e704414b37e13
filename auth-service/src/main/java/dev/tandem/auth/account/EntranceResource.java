package dev.tandem.auth.account;

import dev.tandem.auth.client.CurrentClient;
import dev.tandem.auth.secondfactor.SecondFactorToken;
import dev.tandem.auth.session.RefreshCookie;
import dev.tandem.auth.session.TokenDelivery;
import dev.tandem.auth.token.AccessTokens;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Sign-up and log-in. */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
class EntranceResource {

    private final SignUp signUp;
    private final LogIn logIn;
    private final AccessTokens accessTokens;
    private final CurrentClient client;

    EntranceResource(SignUp signUp, LogIn logIn, AccessTokens accessTokens, CurrentClient client) {
        this.signUp = signUp;
        this.logIn = logIn;
        this.accessTokens = accessTokens;
        this.client = client;
    }

    @POST
    @Path("/signup")
    @Operation(operationId = "signUp", summary = "Make an account and log in to it")
    @APIResponseSchema(value = SignedIn.class, responseCode = "201", responseDescription = "Signed up and logged in")
    @APIResponse(
            responseCode = "202",
            description = "Where addresses have to be verified first: there is a mail for the address' owner",
            content = {})
    @APIResponse(responseCode = "400", description = "validation_failed or weak_password")
    @APIResponse(responseCode = "409", description = "email_taken, unless addresses have to be verified first")
    @APIResponse(responseCode = "429", description = "too_many_requests: try again after Retry-After seconds")
    @APIResponse(responseCode = "503", description = "overloaded: try again after Retry-After seconds")
    @ResponseStatus(201)
    public RestResponse<SignedIn> signUp(
            @Valid @NotNull SignupRequest body, @CookieParam(Device.COOKIE) String device) {
        return signUp.signUp(body, client.get(), Device.parse(device))
                .map(entered -> answer(Status.CREATED, entered, body.tokenDelivery()))
                .orElseGet(EntranceResource::accepted);
    }

    @POST
    @Path("/login")
    @Operation(operationId = "logIn", summary = "Open a session on this device")
    @APIResponse(
            responseCode = "200",
            description = "Logged in",
            content = @Content(schema = @Schema(implementation = SignedIn.class)))
    @APIResponse(
            responseCode = "202",
            description = "The password is right; a code is needed too",
            content = @Content(schema = @Schema(implementation = SecondFactorToken.class)))
    @APIResponse(responseCode = "401", description = "invalid_credentials: unknown address or wrong password")
    @APIResponse(responseCode = "403", description = "email_not_verified, where addresses have to be")
    @APIResponse(responseCode = "429", description = "too_many_requests: try again after Retry-After seconds")
    @APIResponse(responseCode = "503", description = "overloaded: try again after Retry-After seconds")
    public RestResponse<?> logIn(@Valid @NotNull LoginRequest body, @CookieParam(Device.COOKIE) String device) {
        return switch (logIn.logIn(body, client.get(), Device.parse(device))) {
            case Entered entered -> answer(Status.OK, entered, body.tokenDelivery());
            case HalfEntered half ->
                ResponseBuilder.create(Status.ACCEPTED, half.token())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build();
        };
    }

    @POST
    @Path("/login/second-factor")
    @Operation(operationId = "completeLogIn", summary = "Open the session with a code")
    @APIResponse(responseCode = "200", description = "Logged in")
    @APIResponse(
            responseCode = "401",
            description = "invalid_code: try another; invalid_second_factor_token: log in again")
    @APIResponse(responseCode = "429", description = "too_many_requests: try again after Retry-After seconds")
    public RestResponse<SignedIn> completeLogIn(
            @Valid @NotNull SecondFactorRequest body, @CookieParam(Device.COOKIE) String device) {
        return answer(Status.OK, logIn.logIn(body, client.get(), Device.parse(device)), body.tokenDelivery());
    }

    private static RestResponse<SignedIn> accepted() {
        return ResponseBuilder.<SignedIn>create(Status.ACCEPTED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private RestResponse<SignedIn> answer(Status status, Entered entered, TokenDelivery delivery) {
        var session = entered.session();
        var token = accessTokens.issue(session.account(), session.id());
        boolean inBody = delivery == TokenDelivery.BODY;
        var answer = ResponseBuilder.create(
                        status, SignedIn.of(entered.account(), token, inBody ? session.refreshToken() : null))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!inBody) {
            answer.cookie(RefreshCookie.holding(session));
        }
        entered.device().map(Device::cookie).ifPresent(answer::cookie);
        return answer.build();
    }
}
