package dev.tandem.todo.quota;

import jakarta.inject.Singleton;

/** How much one account may store. The database counts and refuses (V11), by what each transaction tells it. */
@Singleton
public class Quotas {

    /** A dictionary (RFC 9651): what is left of each quota. */
    public static final String REMAINING = "Quota-Remaining";

    private final QuotaConfig config;

    Quotas(QuotaConfig config) {
        this.config = config;
    }

    /** An SQL expression that sets the quotas until the transaction ends. */
    public String setting() {
        return "set_config('app.quotas', '{%s,%s,%s}', true)"
                .formatted(config.todos(), config.bytes().asLongValue(), config.keys());
    }

    /** The value of {@link #REMAINING}. */
    public String remaining(Usage usage) {
        return "todos=%s, bytes=%s, keys=%s"
                .formatted(
                        Math.max(0, config.todos() - usage.todos()),
                        Math.max(0, config.bytes().asLongValue() - usage.bytes()),
                        Math.max(0, config.keys() - usage.keys()));
    }
}
