package dev.tandem.todo.todo;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

enum Priority {
    @JsonProperty("none")
    NONE,
    @JsonProperty("low")
    LOW,
    @JsonProperty("medium")
    MEDIUM,
    @JsonProperty("high")
    HIGH;

    static Priority named(String name) {
        for (var priority : values()) {
            if (priority.wireName().equals(name)) {
                return priority;
            }
        }
        throw new IllegalArgumentException("must be one of none, low, medium, high");
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
