package dev.tandem.todo.token;

import dev.tandem.kit.http.RouteOrder;
import dev.tandem.kit.problem.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Looks at the access token before the REST layer does anything: a token that is not good is answered here, at little
 * cost to us whoever sends it how often. Whose token it is, the REST layer is told; without one it decides itself.
 */
@Singleton
class TokenGate {

    private static final String ROUTE = "/api/todos*";
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_HEADER = SCHEME.length() + 4 * 1024;

    private final AccessTokenVerifier verifier;
    private final VerifiedTokens verified;

    TokenGate(AccessTokenVerifier verifier, VerifiedTokens verified) {
        this.verifier = verifier;
        this.verified = verified;
    }

    void install(@Observes Router router) {
        router.route(ROUTE).order(RouteOrder.TOKEN).handler(this::check);
    }

    private void check(RoutingContext request) {
        var headers = request.request().headers().getAll(HttpHeaderNames.AUTHORIZATION);
        if (headers.isEmpty() || !isBearer(headers.getFirst()) && headers.size() == 1) {
            request.next();
            return;
        }
        var identity = headers.size() > 1 ? Optional.<SecurityIdentity>empty() : identity(headers.getFirst());
        identity.ifPresentOrElse(
                known -> {
                    QuarkusHttpUser.setIdentity(known, request);
                    request.next();
                },
                () -> Problem.invalidToken().answer(request));
    }

    private Optional<SecurityIdentity> identity(String header) {
        if (header.length() > LONGEST_HEADER) {
            return Optional.empty();
        }
        var token = header.substring(SCHEME.length());
        return verified.find(token).or(() -> verifier.verify(token));
    }

    private static boolean isBearer(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }
}
