package dev.tandem.kit.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/** A part of a JSON document that is written step by step. */
@FunctionalInterface
public interface JsonPart {

    /** Writes a bit more; false if that was the last of it. */
    boolean writeMore(JsonGenerator json) throws Exception;

    /** Something short, written in one step. */
    interface Step {
        void write(JsonGenerator json) throws IOException;
    }

    static JsonPart of(Step step) {
        return json -> {
            step.write(json);
            return false;
        };
    }

    /**
     * An array, written page by page.
     *
     * @param pages gives the pages in their order, and an empty one after the last
     */
    static <T> JsonPart array(Callable<List<T>> pages) {
        return new JsonPart() {

            private boolean isStarted;

            @Override
            public boolean writeMore(JsonGenerator json) throws Exception {
                if (!isStarted) {
                    isStarted = true;
                    json.writeStartArray();
                }
                var page = pages.call();
                for (var element : page) {
                    json.writePOJO(element);
                }
                if (page.isEmpty()) {
                    json.writeEndArray();
                }
                return !page.isEmpty();
            }
        };
    }
}
