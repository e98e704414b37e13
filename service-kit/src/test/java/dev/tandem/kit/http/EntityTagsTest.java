package dev.tandem.kit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.kit.problem.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @ParameterizedTest(name = "{0}: strongly {1}, weakly {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "*                 | true  | true",
                "  *               | true  | true",
                "\"a\"             | true  | true",
                "W/\"a\"           | false | true",
                "\"b\", \"a\"      | true  | true",
                "\"b\",W/\"a\"     | false | true",
                ",, \"b\" ,,\"a\", | true  | true",
                "\"b\"             | false | false",
                "\"*\"             | false | false",
                "\"a,b\", \"c\"    | false | false",
            })
    void match(String header, boolean strongly, boolean weakly) {
        var tags = EntityTags.parse("If-Match", List.of(header));
        assertEquals(strongly, tags.matchStrongly("\"a\""));
        assertEquals(weakly, tags.matchWeakly("\"a\""));
    }

    @Test
    void areReadFromAllLines() {
        assertTrue(EntityTags.parse("If-Match", List.of("\"b\"", "\"a\"")).matchStrongly("\"a\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "a",
                "\"a",
                "a\"",
                "\"a\" \"b\"",
                "\"a\"\"b\"",
                "w/\"a\"",
                "W/",
                "*, \"a\"",
                "**",
                "\"a b\""
            })
    void areNothingElse(String header) {
        assertThrows(Problem.class, () -> EntityTags.parse("If-Match", List.of(header)));
    }

    /** As a regular expression with nested repetition, this overflowed the stack. */
    @Test
    void takeLinearTime() {
        assertTimeout(Duration.ofSeconds(5), () -> {
            assertTrue(EntityTags.parse("If-Match", List.of("\"\",".repeat(100_000) + "\"a\""))
                    .matchStrongly("\"a\""));
            assertThrows(Problem.class, () -> EntityTags.parse("If-Match", List.of("\"\",".repeat(100_000) + "x")));
        });
    }
}
