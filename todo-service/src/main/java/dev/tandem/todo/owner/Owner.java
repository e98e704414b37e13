package dev.tandem.todo.owner;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The person asking: the subject of the request's access token, and nothing a request could say besides. */
@ApplicationScoped
class Owner {

    private final CurrentIdentityAssociation identities;

    Owner(CurrentIdentityAssociation identities) {
        this.identities = identities;
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
