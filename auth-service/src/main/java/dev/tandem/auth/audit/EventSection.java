package dev.tandem.auth.audit;

import dev.tandem.auth.export.PagedSection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Every security event that is on record, the newest first. */
@Singleton
class EventSection implements PagedSection<ExportedEvent> {

    private final SecurityEvents events;

    EventSection(SecurityEvents events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public List<ExportedEvent> page(UUID account, ExportedEvent last, int limit) {
        return events.exported(account, last == null ? null : last.event().id(), limit);
    }
}
