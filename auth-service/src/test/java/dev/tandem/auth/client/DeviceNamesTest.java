package dev.tandem.auth.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceNamesTest {

    private static final DeviceNames NAMES = new DeviceNames();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Firefox on Linux      | Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                "Edge on Windows       | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
                "Mobile Safari on iOS  | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                "Chrome Mobile on Android | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
                "curl                  | curl/8.5.0",
            })
    void saysWhatPeopleCallIt(String name, String userAgent) {
        assertEquals(name, NAMES.of(userAgent));
        assertEquals(name, NAMES.of(userAgent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "$1", "\\", "<script>", "Mozilla/5.0", "ClaimYourPrizeBot/1.0"})
    void knowsWhenThereIsNoTelling(String userAgent) {
        assertNull(NAMES.of(userAgent));
        assertNull(NAMES.of(null));
    }

    @Test
    void isNotUpsetByWhatTheLibraryCannotTake() {
        for (var text : new String[] {"CFNetwork/$1 Darwin/1", "Windows $5", "$9bot/1.0", "SamsungBrowser/$"}) {
            NAMES.of(text);
        }
    }

    @Test
    void spendsLittleOnHostileOnes() {
        // Each cost the library up to 60 ms at their full length, and 10 at the length that is read.
        var hostile = new String[] {"a", "Gecko", "1_(", "SamsungBrowser", "Mac OS X ", "Bot", " ", "."};
        assertTimeout(Duration.ofSeconds(10), () -> {
            for (var part : hostile) {
                NAMES.of(part.repeat(512));
            }
        });
    }

    @Test
    void namesManyAtOnce() throws Exception {
        var names = new DeviceNames();
        try (var clients = Executors.newFixedThreadPool(4)) {
            var answers = IntStream.range(0, 2000)
                    .mapToObj(i -> clients.submit(() -> names.of("curl/8." + i)))
                    .toList();
            for (var answer : answers) {
                assertEquals("curl", answer.get());
            }
        }
    }
}
