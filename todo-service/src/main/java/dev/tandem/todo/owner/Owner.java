package dev.tandem.todo.owner;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.smallrye.jwt.runtime.auth.QuarkusJwtCallerPrincipal;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.JwtClaims;

/** The person asking: the subject of the request's access token, and nothing a request could say besides. */
@Singleton
public class Owner {

    private final CurrentIdentityAssociation identities;

    Owner(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    /** For a request that auth-service sends on behalf of {@code account}, whose own token is another's to check. */
    public void becomes(UUID account) {
        var claims = new JwtClaims();
        claims.setSubject(account.toString());
        identities.setIdentity(QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusJwtCallerPrincipal(null, claims))
                .build());
    }

    Optional<UUID> current() {
        if (!Arc.container().requestContext().isActive()) {
            return Optional.empty();
        }
        return identities.getIdentity().getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(token.getSubject()).map(UUID::fromString)
                : Optional.empty();
    }
}
