package dev.tandem.auth.throttle;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Has every request counted that reaches a route. Made before there is any configuration, unlike what counts. */
@Singleton
class RequestRateFilter {

    private final RequestRates rates;

    RequestRateFilter(RequestRates rates) {
        this.rates = rates;
    }

    @ServerRequestFilter
    void count(HttpServerRequest request) {
        rates.require(request);
    }
}
