package dev.tandem.auth.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.kit.stream.JsonPart;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Everything that this service keeps about a person, as members of a JSON object. */
@Singleton
public class Export {

    private static final int PAGE_SIZE = 200;

    private final List<ExportSection> sections;
    private final List<PagedSection<?>> pagedSections;

    Export(@All List<ExportSection> sections, @All List<PagedSection<?>> pagedSections) {
        this.sections = sections;
        this.pagedSections = pagedSections;
    }

    public List<JsonPart> of(UUID account) {
        var parts = new ArrayList<JsonPart>();
        parts.add(JsonPart.of(json -> QuarkusTransaction.requiringNew().run(() -> writeSections(account, json))));
        for (var section : pagedSections) {
            parts.add(JsonPart.of(json -> json.writeFieldName(section.name())));
            parts.add(JsonPart.array(pages(section, account)));
        }
        return parts;
    }

    private void writeSections(UUID account, JsonGenerator json) {
        try {
            for (var section : sections) {
                json.writePOJOField(section.name(), section.contents(account));
            }
        } catch (IOException e) {
            throw new IllegalStateException("Could not write to memory", e);
        }
    }

    private static <T> Callable<List<T>> pages(PagedSection<T> section, UUID account) {
        return new Callable<>() {

            private T last;

            @Override
            public List<T> call() {
                var page = section.page(account, last, PAGE_SIZE);
                last = page.isEmpty() ? null : page.getLast();
                return page;
            }
        };
    }
}
