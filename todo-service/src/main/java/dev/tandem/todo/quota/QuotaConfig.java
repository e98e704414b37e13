package dev.tandem.todo.quota;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;

/** How much one account may store. */
@ConfigMapping(prefix = "quota")
interface QuotaConfig {

    @Min(value = 1, message = "(QUOTA_TODOS) must be at least 1")
    long todos();

    /** Of text in UTF-8, including responses that are kept for idempotency keys. */
    MemorySize bytes();

    /** Idempotency keys within 24 hours. */
    @Min(value = 1, message = "(QUOTA_IDEMPOTENCY_KEYS) must be at least 1")
    long keys();

    @AssertTrue(message = "(QUOTA_BYTES) must be at least 64K, or the largest to-do does not fit")
    default boolean isLargestTodoWithinBytes() {
        return bytes().asLongValue() >= 64 * 1024;
    }
}
