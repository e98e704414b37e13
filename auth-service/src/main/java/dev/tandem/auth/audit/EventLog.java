package dev.tandem.auth.audit;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Security events as log lines, with a field for each member where lines are JSON. */
final class EventLog {

    private static final Logger LOG = Logger.getLogger("security-events");

    private EventLog() {}

    static void write(KeptEvent event) {
        try (var _ = new Field("event", event.type);
                var _ = new Field("account", event.accountId);
                var _ = new Field("session", event.sessionId);
                var _ = new Field("address", event.address == null ? null : event.address.getHostAddress());
                var _ = new Field("detail", event.detail)) {
            LOG.info(words(event));
        }
    }

    private static String words(KeptEvent event) {
        return Stream.of(event.type, event.detail, event.accountId == null ? null : "account " + event.accountId)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }

    /** One member of the log line for as long as it is open. */
    private record Field(String name, Object value) implements AutoCloseable {

        private Field {
            if (value != null) {
                MDC.put(name, value.toString());
            }
        }

        @Override
        public void close() {
            MDC.remove(name);
        }
    }
}
