package dev.tandem.endtoend.deploy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The images' recipes against what they are made of and what they are run with. */
class DockerfileTest {

    @ParameterizedTest
    @CsvSource({"auth-service, native", "auth-service, jvm", "todo-service, native", "todo-service, jvm"})
    void keepsItsPromises(String service, String packaging) {
        var instructions = instructionsOf(service, packaging);
        var ports = ListeningPorts.of(service);
        var run = instructions.subList(instructions.lastIndexOf("FROM ${RUNTIME_IMAGE}"), instructions.size());
        assertAll(
                () -> assertEquals(Set.of(), unpinnedImages(instructions), "every base image is pinned"),
                () -> assertEquals(List.of("USER 1001"), startingWith("USER ", run)),
                () -> assertEquals(
                        List.of("EXPOSE %s %s".formatted(ports.api(), ports.management())),
                        startingWith("EXPOSE ", run)),
                () -> assertTrue(startingWith("ENTRYPOINT ", run).getFirst().startsWith("ENTRYPOINT [\"")),
                () -> assertTrue(startingWith("HEALTHCHECK ", run).getFirst().matches(".* CMD \\[\".*, \"health\"]")),
                () -> assertTrue(run.contains("COPY LICENSE /licenses/"), "brings its licence"),
                () -> assertEquals(List.of(), startingWith("ADD ", instructions)),
                () -> assertEquals(List.of(), startingWith("ENV ", instructions)),
                () -> assertTrue(startingWith("LABEL ", run)
                        .getFirst()
                        .matches(".*licenses=\"Apache-2.0\".*version=.*revision=.*source=.*")),
                () -> assertAll(copied(instructions)
                        .map(path -> () ->
                                assertTrue(path.startsWith("/") || Files.exists(Project.ROOT.resolve(path)), path))),
                () -> assertTrue(
                        packaging.equals("jvm") || startingWith("RUN ", run).isEmpty(), "needs no shell"));
    }

    @ParameterizedTest
    @CsvSource({"auth-service", "todo-service"})
    void isTheOneThatComposeBuilds(String service) {
        assertEquals(
                dockerfile(service, "native"),
                Compose.read().services().get(service).dockerfile());
    }

    @Test
    void nothingButSourcesGetsIntoABuild() {
        var rules = Project.read(".dockerignore")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertEquals("*", rules.getFirst());
        assertEquals(
                Set.of("!mvnw", "!.mvn", "!pom.xml", "!LICENSE", "!*/pom.xml", "!*/src/main"),
                rules.stream().filter(rule -> rule.startsWith("!")).collect(Collectors.toSet()));
    }

    private static String dockerfile(String service, String packaging) {
        return service + "/src/main/docker/Dockerfile." + packaging;
    }

    /** Each on one line. */
    private static List<String> instructionsOf(String service, String packaging) {
        return Project.read(dockerfile(service, packaging))
                .replaceAll("(?m)^#.*\n", "")
                .replaceAll("\\\\\n\\s*", "")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static List<String> startingWith(String instruction, List<String> instructions) {
        return instructions.stream()
                .filter(line -> line.startsWith(instruction))
                .toList();
    }

    private static Set<String> unpinnedImages(List<String> instructions) {
        var unpinned = new HashSet<String>();
        for (var from : startingWith("FROM ", instructions)) {
            var argument = from.replaceAll("FROM \\$\\{(\\w+)}.*", "$1");
            if (startingWith("ARG " + argument + "=", instructions).stream()
                    .noneMatch(line -> line.matches("ARG \\w+=[\\w./-]+:(?!latest$)[\\w.-]+(@sha256:[0-9a-f]{64})?"))) {
                unpinned.add(from);
            }
        }
        return unpinned;
    }

    private static Stream<String> copied(List<String> instructions) {
        return startingWith("COPY ", instructions).stream()
                .filter(line -> !line.contains("--from="))
                .flatMap(line -> Arrays.stream(line.substring("COPY ".length()).split(" "))
                        .takeWhile(path -> !path.equals(line.substring(line.lastIndexOf(' ') + 1))));
    }
}
