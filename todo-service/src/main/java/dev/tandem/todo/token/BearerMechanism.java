package dev.tandem.todo.token;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JWTAuthMechanism;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Refuses what no honest client sends before the token is even looked at, and knows again what was verified before. */
@Alternative
@Priority(1)
@Singleton
class BearerMechanism implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_HEADER = SCHEME.length() + 4 * 1024;

    private final JWTAuthMechanism jwt;
    private final VerifiedTokens verified;

    BearerMechanism(JWTAuthMechanism jwt, VerifiedTokens verified) {
        this.jwt = jwt;
        this.verified = verified;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        var headers = context.request().headers().getAll(HttpHeaderNames.AUTHORIZATION);
        if (headers.size() > 1 || headers.stream().anyMatch(header -> header.length() > LONGEST_HEADER)) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        var known = headers.isEmpty() || !headers.getFirst().startsWith(SCHEME)
                ? Optional.<SecurityIdentity>empty()
                : verified.find(headers.getFirst().substring(SCHEME.length()));
        return known.isPresent() ? Uni.createFrom().item(known.get()) : jwt.authenticate(context, identities);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return jwt.getChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return jwt.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return jwt.getCredentialTransport(context);
    }
}
