package dev.tandem.endtoend.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README says of the services' settings is what they read. */
class ServiceSettingsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[A-Z][^|]*) \\|");
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Z0-9_]+)`");

    @Test
    void whatHasNoDefaultIsRequired() {
        assertEquals(
                Set.of("AUTH_ISSUER", "AUTH_REVOCATIONS_URL", "DB_PASSWORD", "DB_URL", "DB_USERNAME"),
                ServiceSettings.of("todo-service").required());
        assertTrue(ServiceSettings.of("auth-service").required().contains("KEY_ENCRYPTION_KEY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "todo-service"})
    void areAllInTheReadme(String service) {
        var undocumented = ServiceSettings.of(service).known();
        undocumented.removeAll(documented());
        undocumented.removeIf(name -> name.matches("(QUARKUS|SMALLRYE)_.*"));
        assertEquals(Set.of(), undocumented);
    }

    @Test
    void theReadmeNamesNoOthers() {
        var unknown = documented();
        unknown.removeAll(ServiceSettings.of("auth-service").known());
        unknown.removeAll(ServiceSettings.of("todo-service").known());
        assertEquals(Set.of(), unknown);
    }

    private static Set<String> documented() {
        return ROW.matcher(Project.read("README.md"))
                .results()
                .flatMap(row -> NAME.matcher(row.group(1)).results())
                .map(name -> name.group(1))
                // Read by ./dev and docker-compose.yml
                .filter(name -> !name.startsWith("TANDEM_"))
                .collect(Collectors.toSet());
    }
}
