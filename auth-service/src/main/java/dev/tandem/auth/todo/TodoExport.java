package dev.tandem.auth.todo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.kit.stream.JsonPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A person's to-dos as todo-service sends them, copied as they come. */
public final class TodoExport implements JsonPart, AutoCloseable {

    private static final int EVENTS_PER_STEP = 500;

    private final JsonParser parser;

    TodoExport(InputStream body, ObjectMapper mapper) throws IOException {
        this.parser = mapper.createParser(body);
    }

    /** @throws dev.tandem.kit.problem.Problem 503 if todo-service breaks off, or sends something other than JSON */
    @Override
    public boolean writeMore(JsonGenerator json) {
        try {
            for (int i = 0; i < EVENTS_PER_STEP; i++) {
                if (parser.nextToken() == null) {
                    return false;
                }
                json.copyCurrentEvent(parser);
            }
            return true;
        } catch (IOException e) {
            throw TodoService.unavailable(e);
        }
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
