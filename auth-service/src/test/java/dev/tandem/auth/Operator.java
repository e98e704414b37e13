package dev.tandem.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Somebody who runs the packaged service's commands beside the one that serves, on whose ports they may not listen. */
public record Operator(Path directory, Map<String, String> furtherSettings) {

    public record Outcome(int exit, String out, String err) {}

    public Operator(Path directory) {
        this(directory, Map.of());
    }

    public Outcome run(String... arguments) throws Exception {
        return finish(start(arguments));
    }

    public Outcome runReading(Path stdin, String... arguments) throws Exception {
        return finish(configured(arguments).redirectInput(stdin.toFile()).start());
    }

    public Process start(String... arguments) throws IOException {
        return configured(arguments).start();
    }

    public Outcome finish(Process process) throws Exception {
        var exit = process.waitFor();
        return new Outcome(
                exit, Files.readString(directory.resolve("out")), Files.readString(directory.resolve("err")));
    }

    /** Without any of the service's settings. */
    public Outcome runUnconfigured(String... arguments) throws Exception {
        var builder = builder(arguments);
        builder.environment().clear();
        return finish(builder.start());
    }

    private ProcessBuilder configured(String... arguments) throws IOException {
        var builder = builder(arguments);
        var settings = builder.environment();
        settings.put("DB_URL", System.getProperty("test.database.url"));
        settings.put("DB_USERNAME", "auth_owner");
        settings.put("DB_PASSWORD", System.getProperty("test.database.owner-password"));
        settings.put("AUTH_ISSUER", "http://localhost:8081");
        settings.put("TODO_SERVICE_URL", "http://localhost:8080");
        settings.put("MAIL_DELIVERY", "off");
        settings.put("KEY_ENCRYPTION_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        settings.put("PASSWORD_PEPPER", "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=");
        settings.put("HTTP_PORT", "8081");
        settings.put("MANAGEMENT_PORT", Integer.toString(Database.managementPort()));
        settings.put("SHUTDOWN_DELAY", "5m");
        settings.putAll(furtherSettings);
        return builder;
    }

    private ProcessBuilder builder(String... arguments) throws IOException {
        var command = new ArrayList<>(executable());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
    }

    private static List<String> executable() throws IOException {
        var artifact = new Properties();
        try (var reader =
                Files.newBufferedReader(Path.of("target", "quarkus-artifact.properties"), StandardCharsets.UTF_8)) {
            artifact.load(reader);
        }
        var path =
                Path.of("target", artifact.getProperty("path")).toAbsolutePath().toString();
        return artifact.getProperty("type").equals("native")
                ? List.of(path)
                : List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", path);
    }
}
