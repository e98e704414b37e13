package dev.tandem.endtoend.bench;

import dev.tandem.endtoend.TestPair;
import dev.tandem.local.Packaging;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What {@code ./dev bench} was asked for.
 *
 * @param builds to be measured alternately
 * @param slices of each operation
 * @param jvmWarmUp of each operation before its first slice on the JVM, so that it is compiled
 * @param starts of each service
 */
record Plan(
        List<Packaging> packagings, List<Build> builds, int slices, Duration slice, Duration jvmWarmUp, int starts) {

    static Plan asked() {
        var packagings = Stream.of(System.getProperty("bench.packagings", "jar").split(","))
                .map(name -> Packaging.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
        var builds = new ArrayList<>(List.of(Build.of("ours", TestPair.project())));
        var against = System.getProperty("bench.against", "");
        if (!against.isEmpty()) {
            builds.add(Build.of("theirs", Path.of(against)));
        }
        return Boolean.getBoolean("bench.quick")
                ? new Plan(packagings, builds, 2, Duration.ofSeconds(1), Duration.ofSeconds(3), 2)
                : new Plan(packagings, builds, 5, Duration.ofSeconds(3), Duration.ofSeconds(20), 5);
    }

    Duration warmUp(Packaging packaging) {
        return packaging == Packaging.JAR ? jvmWarmUp : slice;
    }
}
