package dev.tandem.endtoend.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Flaws of libraries that no usable version fixes stay out of reach: docs/decisions/0027. */
class AdvisoriesTest {

    /** CVE-2026-75595, CVE-2026-75596: netty-handler's choice of a certificate by the name in a TLS handshake. */
    @Test
    void tlsServersDoNotChooseByName() {
        assertEquals(List.of(), settings("(?i)\\b(QUARKUS_)?\\S*(ssl|tls)\\S*[._]sni\\b"));
    }

    /** CVE-2026-50559, CVE-2026-87743: rules for paths that other spellings of the path get around. */
    @Test
    void noAccessRuleIsForAPath() {
        assertEquals(List.of(), settings("(?i)\\bquarkus[._](http|management)[._]auth[._](permission|policy|roles)"));
    }

    /** Lines of properties, manifests and the README's instructions that set what {@code name} matches. */
    private static List<String> settings(String name) {
        var pattern = Pattern.compile(name);
        var configured = Stream.of(
                        "auth-service/src/main",
                        "todo-service/src/main",
                        "service-kit/src/main",
                        "local/src/main",
                        "k8s")
                .map(Project.ROOT::resolve)
                .flatMap(AdvisoriesTest::files)
                .filter(file -> file.toString().matches(".*\\.(properties|ya?ml|env|java)"))
                .map(file -> Project.ROOT.relativize(file).toString());
        return Stream.concat(configured, Stream.of("docker-compose.yml", "README.md", "docs/operations.md"))
                .flatMap(file -> lines(file, pattern))
                .toList();
    }

    private static Stream<String> lines(String file, Pattern pattern) {
        return Project.read(file).lines().filter(pattern.asPredicate()).map(line -> file + ": " + line.strip());
    }

    private static Stream<Path> files(Path directory) {
        try (var files = Files.walk(directory)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("node_modules"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
