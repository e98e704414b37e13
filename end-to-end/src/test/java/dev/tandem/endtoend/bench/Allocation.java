package dev.tandem.endtoend.bench;

import dev.tandem.endtoend.Call;
import dev.tandem.local.Service;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What a service on the JVM has allocated since it started, by its own metrics. */
final class Allocation {

    /** Counted when it is collected, … */
    private static final Pattern COLLECTED =
            Pattern.compile("(?m)^jvm_gc_memory_allocated_bytes_total(?:\\{.*})? (\\S+)$");

    /** … until then it fills this space. */
    private static final Pattern NOT_YET =
            Pattern.compile("(?m)^jvm_memory_used_bytes\\{[^}]*id=\"[^\"]*Eden Space\"[^}]*} (\\S+)$");

    private Allocation() {}

    /** In bytes; nothing where the service is native and counts none. */
    static OptionalDouble soFar(Service service) {
        return parse(Call.get(service.management(), "/q/metrics").send().body());
    }

    static OptionalDouble parse(String metrics) {
        var collected = COLLECTED.matcher(metrics);
        var notYet = NOT_YET.matcher(metrics);
        return collected.find() && notYet.find()
                ? OptionalDouble.of(Double.parseDouble(collected.group(1)) + Double.parseDouble(notYet.group(1)))
                : OptionalDouble.empty();
    }
}
