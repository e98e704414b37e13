package dev.tandem.todo.erasure;

import dev.tandem.kit.problem.Problem;
import dev.tandem.todo.owner.Owner;
import dev.tandem.todo.token.ErasureTokens;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Called by auth-service when somebody has deleted their account, with a token that is good for this alone. */
@Path("/api/account")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
class ErasureResource {

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) (\\S{1,4096})");

    private final ErasureTokens tokens;
    private final Owner owner;
    private final Erasures erasures;

    ErasureResource(ErasureTokens tokens, Owner owner, Erasures erasures) {
        this.tokens = tokens;
        this.owner = owner;
        this.erasures = erasures;
    }

    @DELETE
    @Operation(hidden = true)
    public Receipt erase(@Context HttpHeaders headers) {
        var account = account(headers);
        owner.becomes(account);
        return erasures.erase(account);
    }

    private UUID account(HttpHeaders headers) {
        var credentials = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        if (credentials.isEmpty()) {
            throw new UnauthorizedException();
        }
        var bearer = BEARER.matcher(credentials.getFirst());
        if (credentials.size() > 1 || !bearer.matches()) {
            throw Problem.invalidToken();
        }
        return tokens.account(bearer.group(1));
    }
}
