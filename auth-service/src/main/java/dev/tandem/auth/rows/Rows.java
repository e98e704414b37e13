package dev.tandem.auth.rows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file's rows one by one, however large it is: one that can't be read does not keep those after it from being read. */
public final class Rows {

    private final Records records;
    private final RowSyntax syntax;

    private Rows(Records records, RowSyntax syntax) {
        this.records = records;
        this.syntax = syntax;
    }

    /**
     * RFC 4180 in UTF-8, with a header.
     *
     * @throws UnreadableRow where the header is not usable
     */
    public static Rows csv(InputStream in) throws IOException, UnreadableRow {
        var records = Records.ofCsv(in);
        return new Rows(records, new CsvSyntax(records.next()));
    }

    /** An object a line, in UTF-8. */
    public static Rows jsonLines(InputStream in, ObjectMapper mapper) {
        return new Rows(Records.ofLines(in), new JsonLinesSyntax(mapper));
    }

    /** The names that every row's values go by, where the file tells them beforehand. */
    public Optional<Set<String>> columns() {
        return syntax.columns();
    }

    /** Null at the end. */
    public Row next() throws IOException {
        var next = records.next();
        if (next == null) {
            return null;
        }
        try {
            return new Row(next.firstLine(), next.lastLine(), syntax.read(next.text()), null);
        } catch (UnreadableRow e) {
            return new Row(next.firstLine(), next.lastLine(), Map.of(), e.getMessage());
        }
    }
}
