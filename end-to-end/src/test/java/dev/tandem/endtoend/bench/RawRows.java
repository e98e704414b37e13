package dev.tandem.endtoend.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Every slice as a JSON object on a line of its own, written as soon as it is measured. */
final class RawRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Machine machine;
    private final String situation;

    /** A row stands for itself, wherever it is copied to. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            @JsonUnwrapped Slice slice,
            String situation,
            String commit,
            @JsonUnwrapped Machine machine) {}

    private RawRows(Path file, Machine machine, String situation) {
        this.file = file;
        this.machine = machine;
        this.situation = situation;
    }

    static RawRows in(Path file, Machine machine) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        return new RawRows(file, machine, null);
    }

    /** More rows in the same file, which say under what circumstances they were measured. */
    RawRows when(String circumstances) {
        return new RawRows(file, machine, circumstances);
    }

    void add(Slice slice, Build build) {
        try {
            var row = JSON.writeValueAsString(new Row(slice, situation, build.commit(), machine));
            Files.writeString(file, row + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
