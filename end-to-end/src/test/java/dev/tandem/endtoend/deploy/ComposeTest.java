package dev.tandem.endtoend.deploy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docker-compose.yml against what the services, their images and its other files really have. */
class ComposeTest {

    private static final Compose COMPOSE = Compose.read();
    private static final Set<String> OURS = Set.of("auth-service", "todo-service");
    private static final String MOUNTED = "/run/secrets/";

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "todo-service"})
    void givesTheServicesWhatTheyReadAndNothingElse(String name) {
        var service = COMPOSE.services().get(name);
        var settings = ServiceSettings.of(name);
        var given = new TreeSet<>(service.environment().keySet());
        given.addAll(service.secrets().values());

        var unknown = new TreeSet<>(given);
        unknown.removeAll(settings.known());
        var missing = new TreeSet<>(settings.required());
        missing.removeAll(given);
        assertAll(
                () -> assertEquals(Set.of(), unknown),
                () -> assertEquals(Set.of(), missing),
                () -> assertEquals(
                        MOUNTED.substring(0, MOUNTED.length() - 1),
                        service.environment().get("SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "todo"})
    void onlyWhatMigratesHasTheOwnersPassword(String name) {
        var migration = COMPOSE.services().get(name + "-migration");
        var service = COMPOSE.services().get(name + "-service");
        var secret = name + "-owner-password";
        var missing = new TreeSet<>(ServiceSettings.of(service.name()).required());
        missing.addAll(List.of("DB_OWNER_USERNAME", "DB_OWNER_PASSWORD"));
        missing.removeAll(migration.environment().keySet());
        missing.removeAll(migration.secrets().values());
        var knowing = COMPOSE.services().values().stream()
                .filter(each -> each.secrets().containsKey(secret))
                .map(Compose.Service::name)
                .collect(Collectors.toSet());
        assertAll(
                () -> assertEquals(Set.of("postgres", migration.name()), knowing),
                () -> assertEquals(Set.of(), missing),
                () -> assertEquals(service.image(), migration.image()),
                () -> assertEquals(List.of("migrate"), migration.strings("command")),
                () -> assertEquals(List.of("database"), migration.strings("networks")),
                () -> assertEquals("false", service.environment().get("DB_MIGRATE")),
                () -> assertEquals(List.of(migration.name()), service.startsAfter("service_completed_successfully")));
    }

    @Test
    void signUpDoesNotTellWhichAddressesAreTaken() {
        var auth = COMPOSE.services().get("auth-service").environment();
        assertEquals("true", auth.get("EMAIL_VERIFICATION_REQUIRED"));
        assertTrue(Project.read("k8s/overlays/production/kustomization.yaml")
                .contains("- EMAIL_VERIFICATION_REQUIRED=true"));
    }

    @Test
    void theyReachEachOtherWhereTheyListen() {
        var auth = COMPOSE.services().get("auth-service").environment();
        var todo = COMPOSE.services().get("todo-service").environment();
        var authPorts = ListeningPorts.of("auth-service");
        var todoPorts = ListeningPorts.of("todo-service");
        var caddyfile = Project.read("compose/Caddyfile");
        assertAll(
                () -> assertEquals("http://todo-service:" + todoPorts.api(), auth.get("TODO_SERVICE_URL")),
                () -> assertEquals(
                        "http://auth-service:" + authPorts.api() + "/.well-known/jwks.json", todo.get("AUTH_JWKS_URL")),
                () -> assertEquals(
                        "http://auth-service:" + authPorts.management() + "/revocations",
                        todo.get("AUTH_REVOCATIONS_URL")),
                () -> assertTrue(caddyfile.contains("reverse_proxy auth-service:" + authPorts.api() + " ")),
                () -> assertTrue(caddyfile.contains("reverse_proxy todo-service:" + todoPorts.api() + " ")),
                () -> assertEquals(
                        Set.of("TODO_HOST", "AUTH_HOST", "HTTP_PORT", "HTTPS_PORT"),
                        found("\\{\\$([A-Z_]+)", caddyfile)),
                () -> assertEquals(
                        Set.of("TODO_HOST", "AUTH_HOST", "HTTP_PORT", "HTTPS_PORT"),
                        COMPOSE.services().get("caddy").environment().keySet()));
    }

    @Test
    void onlyTheProxyIsBelievedWhoCalls() {
        var subnet = found("subnet: \\S*:-([0-9./]+)}", Compose.TEXT).stream()
                .findFirst()
                .orElseThrow();
        var auth = COMPOSE.services().get("auth-service").environment();
        var todo = COMPOSE.services().get("todo-service").environment();
        assertAll(
                () -> assertEquals(subnet, auth.get("TRUSTED_PROXIES")),
                () -> assertEquals(subnet, todo.get("TRUSTED_PROXIES")),
                () -> assertEquals(subnet, todo.get("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES")));
    }

    @Test
    void nothingIsLooserThanItHasToBe() {
        assertAll(COMPOSE.services().values().stream()
                .map(service -> () -> assertAll(
                        service.name(),
                        () -> assertTrue(service.isSet("read_only"), "read-only"),
                        () -> assertEquals(List.of("ALL"), service.strings("cap_drop")),
                        () -> assertEquals(
                                service.name().equals("caddy") ? List.of("NET_BIND_SERVICE") : List.of(),
                                service.strings("cap_add")),
                        () -> assertEquals(List.of("no-new-privileges:true"), service.strings("security_opt")),
                        () -> assertEquals(
                                service.name().endsWith("-migration") ? "on-failure" : "unless-stopped",
                                service.restart()),
                        () -> assertEquals(Set.of("cpus", "memory", "pids"), service.limits()),
                        () -> assertTrue(
                                service.image().matches("[\\w./-]+:(?!latest$)[\\w.-]+"),
                                () -> "pinned: " + service.image()))));
    }

    @Test
    void theDatabaseIsReachedFromInsideOnly() {
        var published = COMPOSE.services().values().stream()
                .filter(service -> !service.strings("ports").isEmpty())
                .map(Compose.Service::name)
                .collect(Collectors.toSet());
        var database = COMPOSE.services().get("postgres").strings("networks");
        assertAll(
                () -> assertEquals(Set.of("caddy", "mail"), published),
                () -> assertTrue(database.stream().allMatch(COMPOSE::isInternal), database::toString),
                () -> assertTrue(COMPOSE.isInternal("edge")),
                () -> assertAll(Compose.TEXT
                        .lines()
                        .filter(line -> line.matches("\\s*- \"[^\"]*:\\S*\"$"))
                        .map(line -> () -> assertTrue(line.contains("127.0.0.1"), line))));
    }

    @Test
    void startsInTheOrderInWhichThingsBecomeHealthy() {
        assertAll(
                () -> assertEquals(
                        OURS, new HashSet<>(COMPOSE.services().get("caddy").startsAfter("service_healthy"))),
                () -> assertAll(Stream.of("auth-service", "todo-service", "auth-migration", "todo-migration")
                        .map(name -> () -> assertEquals(
                                List.of("postgres"),
                                COMPOSE.services().get(name).startsAfter("service_healthy")))));
    }

    @Test
    void secretsAreNeverWrittenOut() {
        var secret = Pattern.compile("(?i).*(password|secret|pepper|_key|token)");
        var written = COMPOSE.services().values().stream()
                .flatMap(service -> service.environment().keySet().stream())
                .filter(secret.asMatchPredicate())
                .toList();
        assertEquals(List.of(), written);
    }

    @Test
    void theDatabasesAreMadeForTheRolesTheServicesLogInAs() {
        var sql = Project.read("compose/postgres.sql");
        var roles = new TreeSet<String>();
        for (var name : OURS) {
            var environment = COMPOSE.services()
                    .get(name.replace("-service", "-migration"))
                    .environment();
            assertEquals(
                    environment.get("DB_USERNAME"),
                    COMPOSE.services().get(name).environment().get("DB_USERNAME"));
            roles.add((String) environment.get("DB_USERNAME"));
            roles.add((String) environment.get("DB_OWNER_USERNAME"));
            var database = environment.get("DB_URL").toString().replaceAll(".*/", "");
            assertTrue(sql.contains(
                    "create database %s owner %s;".formatted(database, environment.get("DB_OWNER_USERNAME"))));
            assertTrue(sql.contains(
                    "grant connect on database %s to %s;".formatted(database, environment.get("DB_USERNAME"))));
        }
        var postgres = COMPOSE.services().get("postgres");
        var read = found(MOUNTED + "([\\w-]+)", sql);
        read.addAll(found(MOUNTED + "([\\w-]+)", postgres.environment().toString()));
        assertAll(
                () -> assertEquals(roles, found("create role (\\w+) login nosuperuser nocreatedb nocreaterole", sql)),
                () -> assertEquals(read, new TreeSet<>(postgres.secrets().values())));
    }

    @Test
    void everySecretIsMadeByOneCommandOnceAndNeverReplaced(@TempDir Path checkout) throws Exception {
        Files.copy(Project.ROOT.resolve("dev"), checkout.resolve("dev"));
        runDevSecrets(checkout);
        var made = new ArrayList<String>();
        for (var file : COMPOSE.secretFiles().values()) {
            var content = Files.readString(checkout.resolve(file));
            assertEquals(32, Base64.getDecoder().decode(content).length, file);
            made.add(content);
        }
        var directory = checkout.resolve(".data/compose");
        try (var files = Files.list(directory)) {
            assertEquals(COMPOSE.secretFiles().size(), files.count());
        }
        assertEquals(made.size(), Set.copyOf(made).size());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));

        Files.delete(checkout.resolve(COMPOSE.secretFiles().get("password-pepper")));
        runDevSecrets(checkout);
        var kept = 0;
        for (var file : COMPOSE.secretFiles().values()) {
            kept += made.contains(Files.readString(checkout.resolve(file))) ? 1 : 0;
        }
        assertEquals(made.size() - 1, kept);
    }

    @Test
    void whatCanBeSetIsInTheReadme() {
        var readme = Project.read("README.md");
        assertAll(Compose.variables()
                .distinct()
                .map(variable -> () -> assertTrue(readme.contains("`" + variable + "`"), variable)));
    }

    private static void runDevSecrets(Path checkout) throws IOException, InterruptedException {
        var process = new ProcessBuilder("bash", "dev", "secrets")
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
