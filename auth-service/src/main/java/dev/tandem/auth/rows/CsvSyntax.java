package dev.tandem.auth.rows;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Comma-separated values (RFC 4180) under a header. */
final class CsvSyntax implements RowSyntax {

    private final CsvFactory csv = new CsvFactory();
    private final List<String> header;

    CsvSyntax(Records.Piece first) throws UnreadableRow {
        if (first == null) {
            throw new UnreadableRow("is empty");
        }
        header = fields(first.text());
        if (Set.copyOf(header).size() < header.size()) {
            throw new UnreadableRow("has a header that names a column twice");
        }
    }

    @Override
    public Optional<Set<String>> columns() {
        return Optional.of(new LinkedHashSet<>(header));
    }

    @Override
    public Map<String, String> read(String record) throws UnreadableRow {
        var fields = fields(record);
        if (fields.size() != header.size()) {
            throw new UnreadableRow("has %d fields where the header has %d".formatted(fields.size(), header.size()));
        }
        var values = new HashMap<String, String>();
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).isEmpty()) {
                values.put(header.get(i), fields.get(i));
            }
        }
        return values;
    }

    private List<String> fields(String record) throws UnreadableRow {
        try (var parser = csv.createParser(record)) {
            var fields = new ArrayList<String>();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                fields.add(parser.getText());
            }
            if (parser.nextToken() != null) {
                throw new UnreadableRow("is more than one row");
            }
            return fields;
        } catch (IOException _) {
            throw new UnreadableRow("is not CSV");
        }
    }
}
