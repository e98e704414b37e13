package dev.tandem.auth.audit;

import dev.tandem.auth.export.PagedSection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Every security event that is on record, the newest first. */
@Singleton
class EventSection implements PagedSection<EventView> {

    private final SecurityEvents events;

    EventSection(SecurityEvents events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public List<EventView> page(UUID account, EventView last, int limit) {
        return events.of(account, last == null ? null : last.id(), limit);
    }
}
