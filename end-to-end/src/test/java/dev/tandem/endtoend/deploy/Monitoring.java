package dev.tandem.endtoend.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** @param expressions in PromQL, of the alerts and of the dashboard */
public record Monitoring(List<String> expressions) {

    /** What is asked of the two services; what is asked of the databases is CloudNativePG's. */
    public static Monitoring ofTheServices() {
        var production = Rendering.production();
        var dashboard = production.one("ConfigMap", "tandem-dashboard").at("/data/tandem.json");
        return new Monitoring(Stream.of(
                        production.one("PrometheusRule", "services"),
                        Rendering.parse(dashboard.asText()).getFirst())
                .flatMap(asking -> asking.findValues("expr").stream())
                .map(JsonNode::asText)
                .toList());
    }
}
