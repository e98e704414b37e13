package dev.tandem.kit.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Moments as {@link Instant#toString} has them, whose formatter alone would cost a sixth of a list of to-dos. */
final class InstantSerializer extends StdSerializer<Instant> {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = "2026-11-20T12:00:00.123456789Z".length();

    InstantSerializer() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant moment, JsonGenerator json, SerializerProvider provider) throws IOException {
        var time = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), moment.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > 9999) {
            json.writeString(moment.toString());
            return;
        }
        var text = new char[LONGEST];
        int end = digits(text, 0, time.getYear(), 4, '-');
        end = digits(text, end, time.getMonthValue(), 2, '-');
        end = digits(text, end, time.getDayOfMonth(), 2, 'T');
        end = digits(text, end, time.getHour(), 2, ':');
        end = digits(text, end, time.getMinute(), 2, ':');
        end = digits(text, end, time.getSecond(), 2, '.');
        json.writeString(text, 0, fraction(text, end, time.getNano()));
    }

    /** In as many groups of three digits as it takes, from the point on, which goes where there is none. */
    private static int fraction(char[] text, int at, int nanos) {
        if (nanos == 0) {
            text[at - 1] = 'Z';
            return at;
        }
        if (nanos % 1_000_000 == 0) {
            return digits(text, at, nanos / 1_000_000, 3, 'Z');
        }
        return nanos % 1_000 == 0 ? digits(text, at, nanos / 1_000, 6, 'Z') : digits(text, at, nanos, 9, 'Z');
    }

    private static int digits(char[] text, int at, int number, int count, char then) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        text[at + count] = then;
        return at + count + 1;
    }
}
