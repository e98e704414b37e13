package dev.tandem.auth.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.auth.command.Refusal;
import dev.tandem.auth.rows.Rows;
import dev.tandem.auth.rows.UnreadableRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What {@code users import} was told.
 *
 * @param report where refusals are listed, or null for stderr
 */
record ImportOptions(String file, Format format, boolean dryRun, String report) {

    enum Format {
        CSV,
        JSONL;

        Rows read(InputStream in, ObjectMapper mapper) throws IOException, UnreadableRow {
            return this == CSV ? Rows.csv(in) : Rows.jsonLines(in, mapper);
        }

        private static Format of(String name, Supplier<Refusal> misuse) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "csv" -> CSV;
                case "jsonl", "ndjson" -> JSONL;
                default -> throw misuse.get();
            };
        }
    }

    static ImportOptions of(List<String> arguments) {
        Supplier<Refusal> misuse = () -> Refusal.usage(ImportCommand.USAGE);
        var rest = new ArrayDeque<>(arguments);
        if (!"users".equals(rest.poll()) || !"import".equals(rest.poll())) {
            throw misuse.get();
        }
        String file = null;
        String format = null;
        String report = null;
        boolean dryRun = false;
        while (!rest.isEmpty()) {
            var argument = rest.poll();
            switch (argument) {
                case "--dry-run" -> dryRun = true;
                case "--format" -> format = value(rest, misuse);
                case "--report" -> report = value(rest, misuse);
                default -> {
                    if (file != null || argument.startsWith("--")) {
                        throw misuse.get();
                    }
                    file = argument;
                }
            }
        }
        if (file == null) {
            throw misuse.get();
        }
        return new ImportOptions(file, Format.of(format == null ? extension(file) : format, misuse), dryRun, report);
    }

    boolean isStdin() {
        return file.equals("-");
    }

    private static String value(ArrayDeque<String> rest, Supplier<Refusal> misuse) {
        if (rest.isEmpty()) {
            throw misuse.get();
        }
        return rest.poll();
    }

    private static String extension(String file) {
        return file.substring(file.lastIndexOf('.') + 1);
    }
}
