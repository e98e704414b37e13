package dev.tandem.auth.revocation;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Tells todo-service which sessions ended. On the management port, which is not routed in from outside: the ids are no
 * secret, but nobody else needs them.
 */
@Singleton
class RevocationFeed {

    private static final Logger LOG = Logger.getLogger(RevocationFeed.class);

    private final Revocations revocations;

    RevocationFeed(Revocations revocations) {
        this.revocations = revocations;
    }

    void serve(@Observes ManagementInterface management) {
        management.router().get("/revocations").blockingHandler(this::answer, false);
    }

    private void answer(RoutingContext context) {
        var response = context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            var list = revocations.since(context.request().getParam("after"));
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(list.json());
        } catch (SQLException e) {
            // Who asks says so once; here it would be a line for each of its attempts.
            LOG.debug("The revocations can't be read", e);
            response.setStatusCode(503).end();
        }
    }
}
