package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.local.Service;
import dev.tandem.local.ServiceProcess;
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
            services.forEach(service ->
                    service.with("DB_MIGRATE", "false").with("JAVA_TOOL_OPTIONS", Replicas.LITTLE_COMPILATION));

            services.forEach(MigrationIT::migrateTwiceAtOnce);
            services.forEach(service -> service.without("DB_OWNER_PASSWORD").start());
            services.forEach(Service::awaitReady);

            Person.signUp(pair).addTodo("Migrated");
            for (var service : services) {
                assertEquals(1, service.command("migrate").awaitEnd(LIMIT), service.name());
            }
        }
    }

    /** As the replicas of a rollout do. */
    private static void migrateTwiceAtOnce(Service service) {
        var migrations =
                Stream.generate(() -> service.command("migrate")).limit(2).toList();
        var applied = migrations.stream().map(MigrationIT::applied).sorted().toList();
        assertEquals("0 migrations applied", applied.getFirst());
        assertEquals(false, applied.getLast().startsWith("0 "), () -> service.name() + ": " + applied);
    }

    private static String applied(ServiceProcess migration) {
        assertEquals(0, migration.awaitEnd(LIMIT), () -> String.join("\n", migration.lastLines()));
        var said = migration.lastLines().stream()
                .filter(line -> line.contains("migrations applied"))
                .findFirst()
                .orElseThrow();
        return said.substring(0, said.indexOf(','));
    }
}
