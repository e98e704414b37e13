package dev.tandem.auth.rows;

import java.util.Map;

/**
 * One record of a file.
 *
 * @param firstLine counted from 1
 * @param lastLine differs where a quoted field goes over several lines
 * @param values by the names the file gives them; what is null or empty is left out
 * @param flaw why it can't be read, quoting nothing of it, or null
 */
public record Row(long firstLine, long lastLine, Map<String, String> values, String flaw) {

    /** {@code line 3} or {@code lines 3-5}. */
    public String place() {
        return firstLine == lastLine ? "line " + firstLine : "lines %d-%d".formatted(firstLine, lastLine);
    }

    @Override
    public String toString() {
        return place();
    }
}
