package dev.tandem.kit.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;

/** Makes one JSON document of its parts, in pieces of about {@value #PIECE_SIZE} bytes. */
public final class JsonPieces implements Callable<Optional<Buffer>> {

    private static final int PIECE_SIZE = 64 * 1024;

    private final Queue<JsonPart> parts;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final JsonGenerator json;

    public JsonPieces(ObjectMapper mapper, List<JsonPart> parts) {
        this.parts = new ArrayDeque<>(parts);
        try {
            this.json = mapper.createGenerator(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Buffer> call() throws Exception {
        while (buffer.size() < PIECE_SIZE && !parts.isEmpty()) {
            if (!parts.peek().writeMore(json)) {
                parts.remove();
            }
            json.flush();
        }
        if (buffer.size() == 0) {
            return Optional.empty();
        }
        var piece = Buffer.buffer(buffer.toByteArray());
        buffer.reset();
        return Optional.of(piece);
    }
}
