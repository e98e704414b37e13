package dev.tandem.auth.mail;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.auth.database.DatabaseClock;
import dev.tandem.auth.outbox.OutboxHandler;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Brings letters from the outbox to where the operator wants them. */
@Singleton
class MailDelivery implements OutboxHandler {

    private static final Logger LOG = Logger.getLogger(MailDelivery.class);

    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final int parallelDeliveries;
    private final Optional<Transport> transport;

    MailDelivery(MailConfig config, Vertx vertx, ObjectMapper json, MeterRegistry metrics) {
        this.json = json;
        this.metrics = metrics;
        this.parallelDeliveries = config.parallelDeliveries();
        this.transport = switch (config.delivery()) {
            case smtp -> Optional.of(new SmtpTransport(vertx, config));
            case folder -> Optional.of(new MailFolder(config));
            case off -> Optional.empty();
        };
    }

    @Override
    public String topic() {
        return Mails.TOPIC;
    }

    @Override
    public int parallelDeliveries() {
        return parallelDeliveries;
    }

    /** What can't be delivered for good is told to the operator, whose logs and metrics it ends in, and dropped. */
    @Override
    public void deliver(UUID id, String payload) throws Exception {
        var letter = json.readValue(payload, Letter.class);
        if (isOutOfDate(letter)) {
            count("expired");
            LOG.warnf("Mail %s was dropped: it could not be sent in time", id);
            return;
        }
        if (transport.isEmpty()) {
            count("off");
            LOG.warnf("Mail %s was dropped: MAIL_DELIVERY is off by now", id);
            return;
        }
        try {
            transport.get().send(id, letter);
            count("sent");
        } catch (MailRefused e) {
            count("refused");
            LOG.warnf("Mail %s was refused for good: %s", id, e.getMessage());
        } catch (Exception e) {
            count("failed");
            throw e;
        }
    }

    private static boolean isOutOfDate(Letter letter) {
        var now = QuarkusTransaction.requiringNew().call(DatabaseClock::now);
        return now.isAfter(letter.goodUntil());
    }

    private void count(String outcome) {
        metrics.counter("auth.mails", "outcome", outcome).increment();
    }
}
