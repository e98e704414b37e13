package dev.tandem.auth.audit;

import dev.tandem.auth.export.ExportSection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Every security event that is on record, the newest first. */
@Singleton
class EventSection implements ExportSection {

    private final SecurityEvents events;

    EventSection(SecurityEvents events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public List<EventView> contents(UUID account) {
        return events.of(account, null, Integer.MAX_VALUE);
    }
}
