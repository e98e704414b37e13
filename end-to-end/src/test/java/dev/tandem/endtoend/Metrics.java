package dev.tandem.endtoend;

import dev.tandem.local.Service;
import java.util.stream.DoubleStream;

/** What a service tells Prometheus. */
final class Metrics {

    private Metrics() {}

    static String of(Service service) {
        return Call.get(service.management(), "/q/metrics")
                .send()
                .expecting(200)
                .body();
    }

    /** Of each sample that begins so: with a metric's name, or that and its labels. */
    static DoubleStream values(Service service, String sample) {
        return of(service)
                .lines()
                .filter(line -> line.startsWith(sample))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
    }
}
