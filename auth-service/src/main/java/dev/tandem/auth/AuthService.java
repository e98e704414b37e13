package dev.tandem.auth;

import dev.tandem.auth.account.UsersCommand;
import dev.tandem.auth.command.Command;
import dev.tandem.auth.command.Refusal;
import dev.tandem.auth.database.MigrateCommand;
import dev.tandem.auth.key.KeyCommand;
import dev.tandem.kit.openapi.OpenApiDocument;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Map;
import java.util.Set;

/** Serves, or runs one of the operators' commands where one is given. */
@QuarkusMain
public class AuthService {

    private static final Map<String, Class<? extends Command>> COMMANDS =
            Map.of("keys", KeyCommand.class, "migrate", MigrateCommand.class, "users", UsersCommand.class);

    private static final String USAGE = """
            auth-service                           serve
            auth-service help                      show this
            auth-service health                    ask the service in the same container whether it is ready
            %s
            %s
            %s

            Settings are the service's. Exit codes: 0 done, 1 not done or stopped on the way, 2 done but for what was refused.""".formatted(MigrateCommand.USAGE, KeyCommand.USAGE, UsersCommand.USAGE);

    private static final String HEALTH = "health";
    private static final Set<String> HELP = Set.of("help", "--help", "-h");

    /** A command listens nowhere, leaves schema and schedule alone unless it is about them, and has stdout for its answer. */
    private static final Map<String, String> COMMAND_SETTINGS = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.management.host-enabled", "false",
            "quarkus.scheduler.enabled", "false",
            "quarkus.shutdown.delay", "0s",
            "quarkus.log.console.stderr", "true",
            "quarkus.log.console.json.enabled", "false",
            "quarkus.log.category.\"io.quarkus\".level", "ERROR",
            "quarkus.log.category.\"org.hibernate\".level", "ERROR",
            "database.migrate", "false",
            "key.tended", "false");

    public static void main(String... arguments) {
        OpenApiDocument.leaveAsBuilt();
        if (arguments.length == 0) {
            Quarkus.run();
        } else if (COMMANDS.containsKey(arguments[0])) {
            COMMAND_SETTINGS.forEach(System::setProperty);
            Quarkus.run(COMMANDS.get(arguments[0]), arguments);
        } else if (HEALTH.equals(arguments[0])) {
            System.exit(HealthProbe.of(System.getenv()).isReady(System.err) ? Command.DONE : Command.NOT_DONE);
        } else if (HELP.contains(arguments[0])) {
            System.out.println(Refusal.usage(USAGE).getMessage());
        } else {
            System.err.println(Refusal.usage(USAGE).getMessage());
            System.exit(Command.NOT_DONE);
        }
    }
}
