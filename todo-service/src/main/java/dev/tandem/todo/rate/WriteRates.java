package dev.tandem.todo.rate;

import dev.tandem.kit.client.Network;
import dev.tandem.kit.client.TrustedProxies;
import dev.tandem.kit.http.RouteOrder;
import dev.tandem.kit.rate.Rate;
import dev.tandem.kit.rate.RateLimit;
import dev.tandem.kit.rate.RateLimitHeaders;
import dev.tandem.kit.rate.RateLimiter;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Limits how often one account and one network change to-dos, on the event loop, before a worker or the database has
 * anything to do. Requests without a valid token are refused anyway, and count for nobody.
 */
@Singleton
class WriteRates {

    private static final String ROUTE = "/api/todos*";
    private static final Set<HttpMethod> WRITES =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    /** Whoever has an IPv6 site (/48) has 65,536 networks (/64); together these get as much as so many. */
    private static final int NETWORKS_PER_SITE = 10;

    private final TrustedProxies proxies;
    private final RateLimiter perAccount;
    private final RateLimiter perNetwork;
    private final RateLimiter perSite;

    WriteRates(TrustedProxies proxies, RateConfig config) {
        this.proxies = proxies;
        var network = Rate.parse(config.writesPerNetwork());
        perAccount = new RateLimiter("account", Rate.parse(config.writesPerAccount()));
        perNetwork = new RateLimiter("network", network);
        perSite = new RateLimiter("site", network.times(NETWORKS_PER_SITE));
    }

    void install(@Observes Router router) {
        router.route(ROUTE).order(RouteOrder.RATE).handler(this::limit);
    }

    private void limit(RoutingContext request) {
        if (WRITES.contains(request.request().method())) {
            account(request)
                    .map(account -> take(account, request))
                    .ifPresentOrElse(limits -> decide(limits, request), request::next);
        } else {
            request.next();
        }
    }

    private static void decide(List<RateLimit> limits, RoutingContext request) {
        RateLimitHeaders.write(limits, request.response()::putHeader);
        if (limits.getLast().isExceeded()) {
            limits.getLast().problem().answer(request);
        } else {
            request.next();
        }
    }

    /** As far as the first limit that is exceeded: a refused request uses up no other. */
    private List<RateLimit> take(String account, RoutingContext request) {
        var client = proxies.client(request.request());
        var limits = new ArrayList<RateLimit>();
        limits.add(perAccount.take(account));
        if (!limits.getLast().isExceeded()) {
            limits.add(perNetwork.take(Network.of(client).toString()));
        }
        if (!limits.getLast().isExceeded()) {
            Network.siteOf(client).map(Network::toString).map(perSite::take).ifPresent(limits::add);
        }
        return limits;
    }

    private static Optional<String> account(RoutingContext request) {
        return request.user() instanceof QuarkusHttpUser user
                        && user.getSecurityIdentity().getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(token.getSubject())
                : Optional.empty();
    }
}
