package dev.tandem.todo;

import dev.tandem.kit.openapi.OpenApiDocument;
import dev.tandem.todo.database.Migration;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Serves, or does what operators ask of the same executable. */
@QuarkusMain
public class TodoService {

    private static final String USAGE = """
            usage: todo-service           serve
                   todo-service health    ask the service in the same container whether it is ready
                   %s""".formatted(Migration.USAGE);

    public static void main(String... arguments) {
        var command = arguments.length == 1 ? arguments[0] : "";
        OpenApiDocument.leaveAsBuilt();
        if (arguments.length == 0) {
            Quarkus.run();
        } else if (command.equals("migrate")) {
            Migration.SETTINGS.forEach(System::setProperty);
            Quarkus.run(Migration.class, arguments);
        } else if (command.equals("health")) {
            System.exit(HealthProbe.of(System.getenv()).isReady(System.err) ? 0 : 1);
        } else {
            System.err.println(USAGE);
            System.exit(1);
        }
    }
}
