package dev.tandem.auth.account;

import dev.tandem.auth.client.CurrentClient;
import dev.tandem.auth.session.CurrentSession;
import io.quarkus.security.Authenticated;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The address of an account: proving it and changing it. */
@Path("/auth/email")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
class EmailResource {

    private final EmailVerification verification;
    private final EmailChange change;
    private final CurrentSession current;
    private final SecurityIdentity identity;
    private final CurrentClient client;

    EmailResource(
            EmailVerification verification,
            EmailChange change,
            CurrentSession current,
            SecurityIdentity identity,
            CurrentClient client) {
        this.verification = verification;
        this.change = change;
        this.current = current;
        this.identity = identity;
        this.client = client;
    }

    @POST
    @Authenticated
    @ResponseStatus(202)
    @Produces(MediaType.WILDCARD)
    @Operation(operationId = "changeEmail", summary = "Mail a link to my new address that makes it my account's")
    @SecurityRequirement(name = "bearer")
    @APIResponse(
            responseCode = "202",
            description = "A link is sent unless the address has another account; my old address is told")
    @APIResponse(responseCode = "400", description = "validation_failed, wrong_password or invalid_code")
    @APIResponse(responseCode = "401", description = "missing_token or invalid_token")
    @APIResponse(responseCode = "403", description = "second_factor_required: send a code, too")
    @APIResponse(responseCode = "404", description = "mail_not_configured")
    @APIResponse(
            responseCode = "429",
            description = "too_many_mails or too_many_requests: try again after Retry-After seconds")
    @APIResponse(responseCode = "503", description = "overloaded: try again after Retry-After seconds")
    public void change(@Valid @NotNull EmailChangeRequest body, @CookieParam(Device.COOKIE) String device) {
        change.request(current.account(), current.id(), body, client.get(), Device.parse(device));
    }

    @POST
    @Path("/verify")
    @Produces(MediaType.WILDCARD)
    @Operation(operationId = "verifyEmail", summary = "Prove an address with the token of a mailed link")
    @APIResponse(responseCode = "204", description = "The address is verified, and the account's")
    @APIResponse(responseCode = "400", description = "validation_failed or invalid_token")
    @APIResponse(responseCode = "409", description = "email_taken: another account has the address by now")
    public void verify(@Valid @NotNull TokenRequest body) {
        verification.confirm(body.token(), client.get());
    }

    @POST
    @Path("/verify/resend")
    @ResponseStatus(202)
    @Produces(MediaType.WILDCARD)
    @Operation(
            operationId = "resendVerification",
            summary = "Mail the link that proves an address again: to the one named, else to my own")
    @SecurityRequirementsSet({})
    @SecurityRequirement(name = "bearer")
    @APIResponse(
            responseCode = "202",
            description = "A mail is sent if there is an account with this address that is not verified")
    @APIResponse(responseCode = "400", description = "validation_failed")
    @APIResponse(responseCode = "401", description = "missing_token or invalid_token, where no address is named")
    @APIResponse(responseCode = "404", description = "mail_not_configured")
    @APIResponse(
            responseCode = "429",
            description = "too_many_mails, where no address is named: try again after Retry-After seconds")
    public void resend(@RequestBody(required = false) @Valid AddressRequest body) {
        if (body != null) {
            verification.request(body.email(), client.get());
            return;
        }
        if (identity.isAnonymous()) {
            throw new UnauthorizedException();
        }
        verification.resend(current.account());
    }
}
