package dev.tandem.auth.account;

import dev.tandem.auth.client.CurrentClient;
import dev.tandem.auth.session.ClearSiteData;
import dev.tandem.auth.session.CurrentSession;
import dev.tandem.auth.session.DeviceCookie;
import dev.tandem.auth.session.RefreshCookie;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** One's own account. */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
class AccountResource {

    private final Accounts accounts;
    private final CurrentSession current;
    private final CurrentClient client;

    AccountResource(Accounts accounts, CurrentSession current, CurrentClient client) {
        this.accounts = accounts;
        this.current = current;
        this.client = client;
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

    @DELETE
    @Path("/me")
    @Authenticated
    @Produces(MediaType.WILDCARD)
    @Operation(operationId = "deleteMe", summary = "Delete my account and everything of mine in both services")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "204", description = "Deleted here; todo-service follows as soon as it can be reached")
    @APIResponse(responseCode = "400", description = "validation_failed, wrong_password or invalid_code")
    @APIResponse(responseCode = "401", description = "missing_token or invalid_token")
    @APIResponse(responseCode = "403", description = "second_factor_required: send a code, too")
    @APIResponse(responseCode = "503", description = "overloaded: try again after Retry-After seconds")
    @APIResponse(responseCode = "429", description = "too_many_requests: try again after Retry-After seconds")
    public RestResponse<Void> deleteMe(
            @Valid @NotNull PasswordConfirmation body, @CookieParam(Device.COOKIE) String device) {
        accounts.delete(current.account(), body, client.get(), Device.parse(device));
        return ResponseBuilder.<Void>noContent()
                .cookie(RefreshCookie.removed(), DeviceCookie.removed())
                .header(ClearSiteData.HEADER, ClearSiteData.CACHE_AND_STORAGE)
                .build();
    }

    @POST
    @Path("/password")
    @Authenticated
    @Produces(MediaType.WILDCARD)
    @Operation(operationId = "changePassword", summary = "Change my password and log every other device out")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "204", description = "Changed")
    @APIResponse(responseCode = "400", description = "validation_failed, wrong_password, weak_password or invalid_code")
    @APIResponse(responseCode = "401", description = "missing_token or invalid_token")
    @APIResponse(responseCode = "403", description = "second_factor_required: send a code, too")
    @APIResponse(responseCode = "429", description = "too_many_requests: try again after Retry-After seconds")
    @APIResponse(responseCode = "503", description = "overloaded: try again after Retry-After seconds")
    public void changePassword(@Valid @NotNull PasswordChange body, @CookieParam(Device.COOKIE) String device) {
        accounts.changePassword(current.account(), current.id(), body, client.get(), Device.parse(device));
    }
}
