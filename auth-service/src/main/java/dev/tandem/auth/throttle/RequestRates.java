package dev.tandem.auth.throttle;

import dev.tandem.auth.client.CurrentClient;
import dev.tandem.kit.problem.Problem;
import dev.tandem.kit.rate.Rate;
import dev.tandem.kit.rate.RateLimit;
import dev.tandem.kit.rate.RateLimitHeaders;
import dev.tandem.kit.rate.RateLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Limits the rate of requests that change something, whatever comes of them, by client network and by account: every
 * route but those of {@code GET}. It is counted in this process alone and costs no database; what has to hold for all
 * replicas together is the business of {@link Throttle}.
 */
@ApplicationScoped
public class RequestRates {

    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** By which anybody can have a mail sent to any address. */
    private static final Set<String> MAILING = Set.of("/auth/password/forgot", "/auth/email/verify/resend");

    private final CurrentClient client;
    private final CurrentIdentityAssociation identities;
    private final MeterRegistry metrics;
    private final RateLimiter perNetwork;
    private final RateLimiter perSite;
    private final RateLimiter perAccount;
    private final RateLimiter sessionsPerAccount;
    private final RateLimiter mailsPerNetwork;
    private final RateLimiter mailsPerSite;

    RequestRates(
            ThrottleConfig config, CurrentClient client, CurrentIdentityAssociation identities, MeterRegistry metrics) {
        this.client = client;
        this.identities = identities;
        this.metrics = metrics;
        var network = Rate.parse(config.writesPerNetwork());
        this.perNetwork = new RateLimiter("network", network);
        this.perSite = new RateLimiter("site", network.times(Limit.NETWORKS_PER_SITE));
        this.perAccount = new RateLimiter("account", Rate.parse(config.writesPerAccount()));
        this.sessionsPerAccount = new RateLimiter("sessions", Rate.parse(config.sessions()));
        var mails = Rate.parse(config.mailRequests());
        this.mailsPerNetwork = new RateLimiter("mail-network", mails);
        this.mailsPerSite = new RateLimiter("mail-site", mails.times(Limit.NETWORKS_PER_SITE));
    }

    /** @throws Problem 429 too_many_requests */
    void require(HttpServerRequest request) {
        if (SAFE.contains(request.method().name())) {
            return;
        }
        var limits = take(request);
        RateLimitHeaders.write(limits, request.response()::putHeader);
        limits.stream()
                .filter(RateLimit::isExceeded)
                .max(Comparator.comparingLong(RateLimit::retryAfterSeconds))
                .ifPresent(this::refuse);
    }

    /**
     * Counts one session more of an account: whoever knows the password could open any number.
     *
     * @throws Problem 429 too_many_requests
     */
    public void requireSession(UUID account) {
        var limit = sessionsPerAccount.take(account.toString());
        if (limit.isExceeded()) {
            refuse(limit);
        }
    }

    private List<RateLimit> take(HttpServerRequest request) {
        var limits = new ArrayList<RateLimit>();
        var caller = client.get();
        var network = caller.network().toString();
        var site = caller.site().map(Object::toString);
        limits.add(perNetwork.take(network));
        site.map(perSite::take).ifPresent(limits::add);
        if (MAILING.contains(request.path())) {
            limits.add(mailsPerNetwork.take(network));
            site.map(mailsPerSite::take).ifPresent(limits::add);
        }
        account(request).map(perAccount::take).ifPresent(limits::add);
        return limits;
    }

    /** Whose access token came with the request; an invalid one is nobody's, and refused by the routes that need one. */
    private Optional<String> account(HttpServerRequest request) {
        if (!request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            return Optional.empty();
        }
        var identity = identities
                .getDeferredIdentity()
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
        return Optional.ofNullable(identity)
                .filter(found -> !found.isAnonymous())
                .map(SecurityIdentity::getPrincipal)
                .map(principal -> principal.getName());
    }

    private void refuse(RateLimit limit) {
        metrics.counter("auth.throttled", "limit", limit.policy()).increment();
        throw limit.problem();
    }
}
