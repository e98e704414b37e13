package dev.tandem.endtoend;

import static dev.tandem.endtoend.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.endtoend.deploy.MetricSelector;
import dev.tandem.endtoend.deploy.Monitoring;
import dev.tandem.local.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the alerts and the dashboard ask for is there, under the names and with the labels they ask by. */
class MetricsIT {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** What Prometheus adds to every sample it takes from a pod. */
    private static final Set<String> OF_THE_TARGET =
            Set.of("namespace", "service", "pod", "container", "endpoint", "instance", "job");

    private record Sample(String name, Map<String, String> labels) {}

    /** Prometheus' own, of whether it got any samples. */
    private static final String UP = "up";

    private static TestPair pair;
    private static Person person;

    @BeforeAll
    static void live() {
        pair = TestPair.start(MetricsIT.class);
        person = Person.signUp(pair);
        person.logIn().expecting(200);
        person.refresh().expecting(200);
        person.addTodo("Counted");
        person.todos("GET", "", null).expecting(200);
        Call.post(pair.auth().address(), "/auth/login", """
                        {"email": "nobody@example.com", "password": "no such passphrase"}""").send().expecting(401);
        Call.get(pair.todo().address(), "/api/todos").bearer("nonsense").send().expecting(401);
        for (int i = 0; i < 11; i++) {
            Call.post(pair.auth().address(), "/auth/login", """
                        {"email": "throttled@example.com", "password": "no such passphrase"}""").send();
        }
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @Test
    void everythingThatIsAskedForExists() {
        eventually(
                "a mail has gone out",
                () -> samples(pair.auth()).stream()
                        .anyMatch(sample -> sample.name().equals("auth_mails_total")));
        var exported = Map.of("auth-service", samples(pair.auth()), "todo-service", samples(pair.todo()));
        var expressions = Monitoring.ofTheServices().expressions();
        assertTrue(expressions.size() > 20, "only " + expressions.size());

        var missing = new ArrayList<String>();
        for (var expression : expressions) {
            var selectors = MetricSelector.in(expression);
            assertTrue(!selectors.isEmpty(), expression);
            for (var selector : selectors) {
                for (var service : selector.services()) {
                    if (!isExported(selector, exported.get(service))) {
                        missing.add(service + " has no " + selector + ", in " + expression);
                    }
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void anAccessTokenIsVerifiedWhenItIsFirstShown() {
        var before = verified();
        person.refresh().expecting(200);
        for (int i = 0; i < 5; i++) {
            person.todos("GET", "", null).expecting(200);
        }
        assertEquals(before + 1, verified());
    }

    @Test
    void nobodyAddsNamesToTheMetrics() {
        var name = "made-up-" + UUID.randomUUID();
        Call.get(pair.todo().address(), "/api/todos/" + name)
                .bearer("nonsense")
                .send()
                .expecting(401);
        for (var service : List.of(pair.auth(), pair.todo())) {
            Call.post(service.address(), "/api/" + name, "{}")
                    .with("Origin", "https://elsewhere.example")
                    .send()
                    .expecting(403);
            assertFalse(Metrics.of(service).contains(name), service.name());
        }
    }

    private static double verified() {
        return Metrics.values(pair.todo(), "token_verification_seconds_count{outcome=\"accepted\"}")
                .max()
                .orElseThrow();
    }

    private static boolean isExported(MetricSelector selector, List<Sample> samples) {
        var asked = new TreeSet<>(selector.labels());
        asked.removeAll(OF_THE_TARGET);
        return selector.metric().equals(UP)
                || samples.stream()
                        .anyMatch(sample -> sample.name().equals(selector.metric())
                                && sample.labels().keySet().containsAll(asked));
    }

    private static List<Sample> samples(Service service) {
        return SAMPLE.matcher(Metrics.of(service))
                .results()
                .map(sample -> new Sample(
                        sample.group(1),
                        LABEL.matcher(sample.group(2) == null ? "" : sample.group(2))
                                .results()
                                .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)))))
                .toList();
    }
}
