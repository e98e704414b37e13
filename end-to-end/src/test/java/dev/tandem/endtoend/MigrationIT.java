package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.local.Service;
import dev.tandem.local.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever migrates knows the owner's password; what serves then does without. */
class MigrationIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void servesWithoutTheOwnersPasswordOnceMigrated() {
        try (var pair = TestPair.prepare(MigrationIT.class)) {
            var services = List.of(pair.auth(), pair.todo());
            services.forEach(service -> service.with("DB_MIGRATE", "false"));

            services.forEach(MigrationIT::migrateTwiceAtOnce);
            services.forEach(service -> migratesNothingAfterANewerVersion(pair, service));
            services.forEach(service -> service.without("DB_OWNER_PASSWORD").start());
            services.forEach(Service::awaitReady);

            Person.signUp(pair).addTodo("Migrated");
            for (var service : services) {
                assertEquals(1, service.command("migrate").awaitEnd(LIMIT), service.name());
            }
        }
    }

    /** As the replicas of a rollout do. They take turns, migration by migration, so both may have applied some. */
    private static void migrateTwiceAtOnce(Service service) {
        var atOnce = Stream.generate(() -> service.command("migrate")).limit(2).toList();
        var applied = atOnce.stream().mapToInt(MigrationIT::applied).sum();
        assertEquals(migrationsOf(service), applied, service.name());
        assertEquals(0, applied(service.command("migrate")), service.name());
    }

    /** As the version before does, after a rollback. */
    private static void migratesNothingAfterANewerVersion(TestPair pair, Service service) {
        try (var database = pair.superuser(service == pair.auth() ? "auth" : "todo");
                var sql = database.createStatement()) {
            sql.execute("""
                    insert into flyway_schema_history
                    select max(installed_rank) + 1, '9999', 'newer', 'SQL', 'V9999__newer.sql', 0, 'owner', now(), 0, true
                    from flyway_schema_history""");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        assertEquals(0, applied(service.command("migrate")), service.name());
    }

    private static int applied(ServiceProcess migration) {
        assertEquals(0, migration.awaitEnd(LIMIT), () -> String.join("\n", migration.lastLines()));
        var said = migration.lastLines().stream()
                .filter(line -> line.contains(" migrations applied"))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(said.substring(0, said.indexOf(' ')));
    }

    private static long migrationsOf(Service service) {
        var sources = TestPair.project().resolve(service.name() + "/src/main");
        return Stream.of("java", "resources")
                .map(sources::resolve)
                .flatMap(MigrationIT::files)
                .filter(file -> file.getFileName().toString().matches("V\\d+__.+"))
                .count();
    }

    private static Stream<Path> files(Path directory) {
        try {
            return Files.walk(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
