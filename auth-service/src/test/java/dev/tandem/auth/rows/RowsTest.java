package dev.tandem.auth.rows;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {

    private static final String TOO_LONG = "x".repeat(70_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email,name\nada@example.com,Ada\n",
                "email,name\r\nada@example.com,Ada\r\n",
                "\uFEFFemail,name\n\n   \nada@example.com,Ada",
                "\"email\",\"name\"\n\"ada@example.com\",\"Ada\"",
            })
    void readsCsvHoweverItWasWritten(String csv) throws Exception {
        var rows = csv(csv);
        assertEquals(
                Map.of("email", "ada@example.com", "name", "Ada"), rows.next().values());
        assertNull(rows.next());
    }

    @Test
    void countsLines() throws Exception {
        var rows = csv("a,b\n\n1,\"two\nlines, \"\"quoted\"\"\"\n3,4\n");
        var first = rows.next();
        assertEquals("lines 3-4", first.place());
        assertEquals(Map.of("a", "1", "b", "two\nlines, \"quoted\""), first.values());
        assertEquals("line 5", rows.next().place());
        assertNull(rows.next());
    }

    @Test
    void leavesOutWhatIsEmpty() throws Exception {
        assertEquals(Map.of("a", "1"), csv("a,b,c\n1,,\"\"\n").next().values());
        assertEquals(
                Map.of("a", "1", "b", "true"),
                json("{\"a\": 1, \"b\": true, \"c\": null, \"d\": \"\", \"e\": [2], \"f\": {}}")
                        .next()
                        .values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1                | has 1 fields where the header has 2",
                "1,2,             | has 3 fields where the header has 2",
                "\"1\"x,2         | is not CSV",
                "1,\"2\"\"        | opens a quote that is never closed",
            })
    void tellsWhatIsWrongWithARowOfCsv(String row, String flaw) throws Exception {
        assertEquals(flaw, csv("a,b\n" + row).next().flaw());
    }

    @Test
    void goesOnAfterARowThatCannotBeRead() throws Exception {
        var broken = List.of("\"1\"x,2", TOO_LONG + ",2", "\"" + TOO_LONG + "\n\",2", "1");
        for (var each : broken) {
            var rows = csv("a,b\n" + each + "\n3,4\n");
            assertEquals(Map.of(), rows.next().values());
            assertEquals(Map.of("a", "3", "b", "4"), rows.next().values());
            assertNull(rows.next());
        }
    }

    @Test
    void doesNotTakeWhatSomebodyWroteForARow() throws Exception {
        var rows = csv("a,b\n1,\"about me:\n5,6\n\"\n3,4\n");
        assertEquals(Map.of("a", "1", "b", "about me:\n5,6\n"), rows.next().values());
        assertEquals(Map.of("a", "3", "b", "4"), rows.next().values());
        assertEquals("is more than one row", csv("a,b\n1,2\r5,6\n").next().flaw());
    }

    @Test
    void refusesWhatIsNotUtf8() throws Exception {
        var rows = Rows.csv(new ByteArrayInputStream("a\nJosé\n1\n".getBytes(ISO_8859_1)));
        assertEquals("is not UTF-8", rows.next().flaw());
        assertEquals(Map.of("a", "1"), rows.next().values());
        assertEquals(Map.of("a", "José"), csv("a\nJosé\n").next().values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``               | is empty",
                "a,b,a            | has a header that names a column twice",
                "a,\"b            | opens a quote that is never closed",
            })
    void refusesAHeaderThatIsNone(String csv, String flaw) {
        assertEquals(flaw, assertThrows(UnreadableRow.class, () -> csv(csv)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[1]", "\"a\"", "{\"a\": 1", "{\"a\": 1} {\"a\": 2}", "{\"a\": 1, \"a\": 2}", "a", "{\"a\": \""})
    void refusesALineThatIsNoJsonObject(String line) throws Exception {
        var rows = json(line + "\n{\"a\": \"3\"}");
        assertEquals(0, rows.next().flaw().indexOf("is not a JSON object"));
        assertEquals(Map.of("a", "3"), rows.next().values());
        assertNull(rows.next());
    }

    @Test
    void holdsNoMoreThanARowHoweverLongALineIs() throws Exception {
        long muchMore = 1L << 27;
        var rows = Rows.jsonLines(
                new SequenceInputStream(
                        new SequenceInputStream(bytes("{\"a\": \""), new Repeated('x', muchMore)),
                        bytes("\"}\n{\"a\": 1}")),
                mapper());
        assertEquals("is longer than 64 KB", rows.next().flaw());
        assertEquals(Map.of("a", "1"), rows.next().values());
    }

    private static Rows csv(String csv) throws Exception {
        return Rows.csv(bytes(csv));
    }

    private static Rows json(String lines) {
        return Rows.jsonLines(bytes(lines), mapper());
    }

    /** As strict as the service's own, which web.StrictJson sets up. */
    private static JsonMapper mapper() {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static final class Repeated extends InputStream {

        private final char what;
        private long left;

        Repeated(char what, long count) {
            this.what = what;
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? what : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = (int) Math.min(length, left);
            if (count <= 0) {
                return -1;
            }
            Arrays.fill(target, offset, offset + count, (byte) what);
            left -= count;
            return count;
        }
    }
}
