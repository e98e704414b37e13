package dev.tandem.auth.rows;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a file into its records without ever holding more than one of them. A line is a record; in CSV a line break within
 * quotes does not end it, so that what somebody wrote about themselves can't pass for a row of its own.
 */
final class Records {

    static final int LONGEST = 64 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream in;
    private final boolean quotes;
    private final byte[] bytes = new byte[LONGEST];
    private int length;
    private boolean open;
    private long line = 1;

    private Records(InputStream in, boolean quotes) {
        this.in = new BufferedInputStream(in, LONGEST);
        this.quotes = quotes;
    }

    static Records ofCsv(InputStream in) {
        return new Records(in, true);
    }

    static Records ofLines(InputStream in) {
        return new Records(in, false);
    }

    /** The next one that is not blank; null at the end. */
    Piece next() throws IOException {
        while (true) {
            long firstLine = line;
            if (!readOne()) {
                return null;
            }
            long lastLine = Math.max(firstLine, line - 1);
            var flaw = flaw();
            var text = flaw == null ? decoded() : null;
            if (text == null || !text.isBlank()) {
                return new Piece(firstLine, lastLine, text, flaw == null && text == null ? "is not UTF-8" : flaw);
            }
        }
    }

    /** False at the end of the file. */
    private boolean readOne() throws IOException {
        length = 0;
        open = false;
        boolean quoted = false;
        boolean fieldStarts = true;
        int next = in.read();
        if (next < 0) {
            return false;
        }
        for (; next >= 0; next = in.read()) {
            if (next == '\n') {
                line++;
                if (!open) {
                    return true;
                }
            }
            if (next == '"' && quotes && (fieldStarts || quoted)) {
                quoted = true;
                open = !open;
            }
            fieldStarts = next == ',' && !open;
            quoted = quoted && !fieldStarts;
            append((byte) next);
        }
        line++;
        return true;
    }

    private void append(byte next) {
        if (length < LONGEST) {
            bytes[length] = next;
        }
        length = Math.min(length + 1, LONGEST + 1);
    }

    private String flaw() {
        if (open) {
            return "opens a quote that is never closed";
        }
        return length > LONGEST ? "is longer than 64 KB" : null;
    }

    /** Null where it is not UTF-8. */
    private String decoded() {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    /** @param text null where it has a flaw */
    record Piece(long firstLine, long lastLine, String content, String flaw) {

        String text() throws UnreadableRow {
            if (flaw != null) {
                throw new UnreadableRow(flaw);
            }
            return content;
        }
    }
}
