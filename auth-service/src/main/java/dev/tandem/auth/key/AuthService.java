package dev.tandem.auth.key;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Map;

/** Serves, or runs one of the operators' commands where one is given. */
@QuarkusMain
public class AuthService {

    /** A command listens nowhere, leaves schema and schedule to those who serve, and has stdout for its answer. */
    private static final Map<String, String> COMMAND = Map.of(
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
        if (arguments.length == 0) {
            Quarkus.run();
        } else {
            COMMAND.forEach(System::setProperty);
            Quarkus.run(KeyCommand.class, arguments);
        }
    }
}
