package dev.tandem.local;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** The ports of one pair and its PostgreSQL. */
public record Ports(int auth, int authManagement, int todo, int todoManagement, int postgres) {

    private static final int COUNT = 5;

    /** One port by the name of the variable that moves it. */
    record Named(String variable, String purpose, int port) {}

    /** The usual ports, each moved by its variable where that is set. */
    static Ports from(Map<String, String> environment) {
        return new Ports(
                port(environment, "TANDEM_AUTH_PORT", 8081),
                port(environment, "TANDEM_AUTH_MANAGEMENT_PORT", 9001),
                port(environment, "TANDEM_TODO_PORT", 8080),
                port(environment, "TANDEM_TODO_MANAGEMENT_PORT", 9000),
                port(environment, "TANDEM_POSTGRES_PORT", 5431));
    }

    /** Ports that nobody listened on a moment ago. */
    public static Ports free() {
        var free = Stream.generate(Ports::anyFree).distinct().limit(COUNT).toList();
        return new Ports(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4));
    }

    /**
     * A port that nobody listened on a moment ago, and below those that systems give to outgoing connections, of which one
     * could take it before its owner does.
     */
    public static int anyFree() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 30_000);
            try (var _ = new ServerSocket(port)) {
                return port;
            } catch (IOException _) {
                // Somebody else's.
            }
        }
    }

    List<Named> named() {
        return List.of(
                new Named("TANDEM_TODO_PORT", "todo-service", todo),
                new Named("TANDEM_TODO_MANAGEMENT_PORT", "todo-service's health and metrics", todoManagement),
                new Named("TANDEM_AUTH_PORT", "auth-service", auth),
                new Named("TANDEM_AUTH_MANAGEMENT_PORT", "auth-service's health and metrics", authManagement),
                new Named("TANDEM_POSTGRES_PORT", "PostgreSQL", postgres));
    }

    private static int port(Map<String, String> environment, String variable, int usual) {
        var value = environment.get(variable);
        if (value == null || value.isBlank()) {
            return usual;
        }
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw new CannotRun(variable + "=" + value + " is not a port (1 to 65535).");
        }
        return Integer.parseInt(value);
    }
}
