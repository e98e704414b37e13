package dev.tandem.auth.account;

import dev.tandem.auth.client.CurrentClient;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** A new password for somebody who has forgotten theirs. */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
class PasswordResetResource {

    private final PasswordReset reset;
    private final CurrentClient client;

    PasswordResetResource(PasswordReset reset, CurrentClient client) {
        this.reset = reset;
        this.client = client;
    }

    @POST
    @Path("/password/forgot")
    @ResponseStatus(202)
    @Produces(MediaType.WILDCARD)
    @Operation(operationId = "forgotPassword", summary = "Mail me a link to choose a new password")
    @APIResponse(responseCode = "202", description = "A mail is sent if there is an account with this address")
    @APIResponse(responseCode = "400", description = "validation_failed")
    @APIResponse(responseCode = "404", description = "mail_not_configured")
    @APIResponse(responseCode = "429", description = "too_many_requests: try again after Retry-After seconds")
    public void forgot(@Valid @NotNull AddressRequest body, @CookieParam(Device.COOKIE) String device) {
        reset.request(body.email(), client.get(), Device.parse(device));
    }

    @POST
    @Path("/password/reset")
    @Produces(MediaType.WILDCARD)
    @Operation(
            operationId = "resetPassword",
            summary = "Choose a new password with the token of a mailed link, and log every device out")
    @APIResponse(responseCode = "204", description = "Changed; the address counts as verified")
    @APIResponse(
            responseCode = "400",
            description = "validation_failed, invalid_token or weak_password, which leaves the token good")
    @APIResponse(responseCode = "503", description = "overloaded: try again after Retry-After seconds")
    public RestResponse<Void> reset(
            @Valid @NotNull PasswordResetRequest body, @CookieParam(Device.COOKIE) String device) {
        var known = reset.reset(body, client.get(), Device.parse(device));
        return ResponseBuilder.<Void>noContent().cookie(known.cookie()).build();
    }
}
