package dev.tandem.endtoend.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricSelectorTest {

    @Test
    void findsMetricsWithTheLabelsTheyAreChosenAndGroupedBy() {
        assertEquals(
                List.of(
                        new MetricSelector("a_total", Set.of("job", "uri", "code"), List.of("auth-service")),
                        new MetricSelector("b", Set.of("code"), List.of("auth-service", "todo-service"))),
                MetricSelector.in(
                        "sum by (code) (rate(a_total{job=\"auth-service\", uri!~\"/x|y\"}[5m])) > 0.5 and max by (code) (b) == 1"));
    }

    @Test
    void takesNoFunctionForAMetric() {
        assertEquals(
                List.of(new MetricSelector("up", Set.of("job"), List.of("auth-service", "todo-service"))),
                MetricSelector.in("absent(up{job=~\"auth-service|todo-service\"} == 1)"));
    }
}
