package dev.tandem.auth.todo;

import dev.tandem.auth.audit.SecurityEvent;
import dev.tandem.auth.audit.SecurityEventType;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.outbox.OutboxHandler;
import dev.tandem.auth.token.ErasureTokens;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.UUID;

/** Has todo-service erase what it keeps of people who deleted their account, and keeps its receipts. */
@Singleton
public class ErasureDelivery implements OutboxHandler {

    /** The payload is the account's id. */
    public static final String TOPIC = "account_erasure";

    private final TodoService todoService;
    private final ErasureTokens tokens;
    private final SecurityEvents events;

    ErasureDelivery(TodoService todoService, ErasureTokens tokens, SecurityEvents events) {
        this.todoService = todoService;
        this.tokens = tokens;
        this.events = events;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public void deliver(UUID id, String payload) throws IOException, InterruptedException {
        var account = UUID.fromString(payload);
        var receipt = new JsonObject(todoService.erase(tokens.issue(account)));
        if (!payload.equals(receipt.getString("account"))) {
            throw new IOException("no receipt for the account");
        }
        events.record(SecurityEvent.of(SecurityEventType.account_erased)
                .about(account)
                .because("todo-service erased %d to-dos at %s"
                        .formatted(receipt.getLong("todos"), receipt.getInstant("erasedAt"))));
    }
}
