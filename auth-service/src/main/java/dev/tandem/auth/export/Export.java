package dev.tandem.auth.export;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Everything that this service keeps about a person. */
@Singleton
public class Export {

    private final List<ExportSection> sections;

    Export(@All List<ExportSection> sections) {
        this.sections = sections;
    }

    /** The sections by their names. */
    @Transactional
    public Map<String, Object> of(UUID account) {
        var document = new TreeMap<String, Object>();
        sections.forEach(section -> document.put(section.name(), section.contents(account)));
        return document;
    }
}
