package dev.tandem.local;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** auth-service and todo-service, packaged as they would be deployed, configured to work together on one machine. */
public final class Pair implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final Service auth;
    private final Service todo;

    private Pair(Service auth, Service todo) {
        this.auth = auth;
        this.todo = todo;
    }

    /**
     * The pair built in {@code project}, not yet started, its databases prepared on {@code postgres}.
     *
     * @param mail the folder its mails land in
     * @param lines what takes a service's log lines, by the service's short name
     */
    public static Pair of(
            Path project,
            Packaging packaging,
            Ports ports,
            LocalPostgres postgres,
            Secrets secrets,
            Path mail,
            Function<String, Consumer<String>> lines) {
        var auth = new Service(
                        "auth-service",
                        project.resolve("auth-service"),
                        packaging,
                        ports.auth(),
                        ports.authManagement(),
                        lines.apply("auth"))
                .with(database("auth", postgres, secrets).asEnvironment())
                .with("KEY_ENCRYPTION_KEY", secrets.get("key-encryption-key"))
                .with("PASSWORD_PEPPER", secrets.get("password-pepper"))
                .with("MAIL_DELIVERY", "folder")
                .with("MAIL_FOLDER", mail.toString())
                .with("MAIL_FROM", "Tandem <tandem@localhost>");
        var todo = new Service(
                        "todo-service",
                        project.resolve("todo-service"),
                        packaging,
                        ports.todo(),
                        ports.todoManagement(),
                        lines.apply("todo"))
                .with(database("todo", postgres, secrets).asEnvironment())
                .with(
                        "AUTH_REVOCATIONS_URL",
                        auth.management().resolve("/revocations").toString());
        for (var service : List.of(auth, todo)) {
            service.with("QUARKUS_HTTP_HOST", LOOPBACK)
                    .with("QUARKUS_MANAGEMENT_HOST", LOOPBACK)
                    .with("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false")
                    .with("QUARKUS_LOG_CONSOLE_FORMAT", "%d{HH:mm:ss.SSS} %-5p %c{1.} %s %X{traceId}%e%n")
                    .with("QUARKUS_BANNER_ENABLED", "false")
                    .with("QUARKUS_SWAGGER_UI_ENABLED", "true");
        }
        var pair = new Pair(auth, todo);
        pair.introduce();
        return pair;
    }

    /** Both behind TLS, and nothing in the clear but the management ports. */
    public Pair overHttps(LocalCertificate certificate) {
        services().forEach(service -> service.overHttps(certificate));
        auth.with(
                "QUARKUS_TLS__TODO__TRUST_STORE_PEM_CERTS",
                certificate.authority().toString());
        todo.with(
                "QUARKUS_TLS__AUTH__TRUST_STORE_PEM_CERTS",
                certificate.authority().toString());
        introduce();
        return this;
    }

    private void introduce() {
        auth.with("TODO_SERVICE_URL", todo.address().toString())
                .with("APP_URL", todo.address().toString());
        for (var service : services()) {
            service.with("AUTH_ISSUER", auth.address().toString())
                    .with("CORS_ORIGINS", todo.address().toString());
        }
    }

    public Service auth() {
        return auth;
    }

    public Service todo() {
        return todo;
    }

    List<Service> services() {
        return List.of(auth, todo);
    }

    /** Starts both and returns when both are ready. */
    public void start() {
        services().forEach(Service::start);
        services().forEach(Service::awaitReady);
    }

    /** Stops both at once, so that they drain side by side. */
    @Override
    public void close() {
        var running = services().stream().filter(Service::isRunning).toList();
        running.forEach(Service::terminate);
        running.forEach(Service::awaitEnd);
    }

    private static ServiceDatabase database(String name, LocalPostgres postgres, Secrets secrets) {
        return postgres.database(
                name, secrets.get(name + "-owner-password"), secrets.get(name + "-application-password"));
    }
}
