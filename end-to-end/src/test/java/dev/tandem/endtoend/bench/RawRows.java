package dev.tandem.endtoend.bench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Every slice as a JSON object on a line of its own, written when it was measured. */
final class RawRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Machine machine;

    /** A row stands for itself, wherever it is copied to. */
    record Row(
            @JsonUnwrapped Slice slice,
            String commit,
            @JsonUnwrapped Machine machine) {}

    RawRows(Path file, Machine machine) throws IOException {
        this.file = file;
        this.machine = machine;
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }

    void add(Slice slice, Build build) {
        try {
            var row = JSON.writeValueAsString(new Row(slice, build.commit(), machine));
            Files.writeString(file, row + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
