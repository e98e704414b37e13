package dev.tandem.auth.account;

import dev.tandem.auth.client.CurrentClient;
import dev.tandem.auth.secondfactor.Authenticators;
import dev.tandem.auth.secondfactor.Enrolment;
import dev.tandem.auth.secondfactor.NewRecoveryCodes;
import dev.tandem.auth.secondfactor.TwoFactorState;
import dev.tandem.auth.session.CurrentSession;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
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

/** Two-factor log-in with an authenticator app. */
@Path("/auth/totp")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "401", description = "missing_token or invalid_token")
@Tag(name = "Two-factor log-in")
class TwoFactorResource {

    private final TwoFactor twoFactor;
    private final Authenticators authenticators;
    private final CurrentSession current;
    private final CurrentClient client;

    TwoFactorResource(
            TwoFactor twoFactor, Authenticators authenticators, CurrentSession current, CurrentClient client) {
        this.twoFactor = twoFactor;
        this.authenticators = authenticators;
        this.current = current;
        this.client = client;
    }

    @GET
    @Operation(operationId = "twoFactor", summary = "Whether logging in takes a code")
    @APIResponse(responseCode = "200", description = "On or off")
    public TwoFactorState state() {
        return authenticators.state(current.account());
    }

    @POST
    @Operation(operationId = "enrolAuthenticator", summary = "A secret for an authenticator app, to be confirmed")
    @APIResponseSchema(
            value = Enrolment.class,
            responseCode = "201",
            responseDescription = "Shown this once; replaces one that was not confirmed")
    @APIResponse(responseCode = "400", description = "validation_failed or wrong_password")
    @APIResponse(responseCode = "409", description = "totp_already_enabled")
    @APIResponse(responseCode = "429", description = "too_many_requests: try again after Retry-After seconds")
    @APIResponse(responseCode = "503", description = "overloaded: try again after Retry-After seconds")
    @ResponseStatus(201)
    public RestResponse<Enrolment> enrol(
            @Valid @NotNull PasswordConfirmation body, @CookieParam(Device.COOKIE) String device) {
        return secret(
                Status.CREATED,
                twoFactor.enrol(current.account(), body.password(), client.get(), Device.parse(device)));
    }

    @POST
    @Path("/confirm")
    @Operation(operationId = "confirmAuthenticator", summary = "Switch two-factor log-in on with the app's first code")
    @APIResponse(responseCode = "200", description = "On; the recovery codes are shown this once")
    @APIResponse(responseCode = "400", description = "validation_failed or invalid_code")
    @APIResponse(responseCode = "409", description = "totp_not_pending or totp_already_enabled")
    @APIResponse(responseCode = "429", description = "too_many_requests: try again after Retry-After seconds")
    public RestResponse<NewRecoveryCodes> confirm(@Valid @NotNull CodeConfirmation body) {
        return secret(Status.OK, twoFactor.confirm(current.account(), current.id(), body.code(), client.get()));
    }

    @POST
    @Path("/recovery-codes")
    @Operation(operationId = "renewRecoveryCodes", summary = "New recovery codes; the old ones are void")
    @APIResponse(responseCode = "200", description = "Shown this once")
    @APIResponse(responseCode = "400", description = "validation_failed, wrong_password or invalid_code")
    @APIResponse(responseCode = "403", description = "second_factor_required: send a code, too")
    @APIResponse(responseCode = "409", description = "totp_not_enabled")
    @APIResponse(responseCode = "429", description = "too_many_requests: try again after Retry-After seconds")
    @APIResponse(responseCode = "503", description = "overloaded: try again after Retry-After seconds")
    public RestResponse<NewRecoveryCodes> renewRecoveryCodes(
            @Valid @NotNull PasswordConfirmation body, @CookieParam(Device.COOKIE) String device) {
        return secret(
                Status.OK,
                twoFactor.renewRecoveryCodes(
                        current.account(), current.id(), body, client.get(), Device.parse(device)));
    }

    @DELETE
    @Produces(MediaType.WILDCARD)
    @Operation(operationId = "disableTwoFactor", summary = "Switch two-factor log-in off; doing so twice is no error")
    @APIResponse(responseCode = "204", description = "Off")
    @APIResponse(responseCode = "400", description = "validation_failed, wrong_password or invalid_code")
    @APIResponse(responseCode = "403", description = "second_factor_required: send a code, too")
    @APIResponse(responseCode = "429", description = "too_many_requests: try again after Retry-After seconds")
    @APIResponse(responseCode = "503", description = "overloaded: try again after Retry-After seconds")
    public void disable(@Valid @NotNull PasswordConfirmation body, @CookieParam(Device.COOKIE) String device) {
        twoFactor.disable(current.account(), current.id(), body, client.get(), Device.parse(device));
    }

    private static <T> RestResponse<T> secret(Status status, T body) {
        return ResponseBuilder.create(status, body)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
