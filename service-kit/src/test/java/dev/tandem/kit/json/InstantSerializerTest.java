package dev.tandem.kit.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantSerializerTest {

    private final ObjectMapper mapper =
            new ObjectMapper().registerModule(new SimpleModule().addSerializer(new InstantSerializer()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T12:00:00Z",
                "2026-01-02T03:04:05.600Z",
                "2026-01-02T03:04:05.000600Z",
                "2026-12-31T23:59:59.999999Z",
                "2026-12-31T23:59:59.999999999Z",
                "2024-02-29T00:00:00.000000001Z",
                "1969-12-31T23:59:59.999Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "+10000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59Z"
            })
    void aMomentIsWrittenAsItIsRead(String text) throws JsonProcessingException {
        assertEquals('"' + text + '"', mapper.writeValueAsString(Instant.parse(text)));
    }

    @Test
    void anyMomentIsWrittenAsItsOwnText() throws JsonProcessingException {
        var random = new Random(20_261_125);
        for (int i = 0; i < 10_000; i++) {
            var moment = Instant.ofEpochSecond(random.nextLong(-1L << 37, 1L << 39), random.nextInt(1_000_000_000));
            assertEquals('"' + moment.toString() + '"', mapper.writeValueAsString(moment));
        }
    }
}
