package dev.tandem.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How a service was packaged, and so how it is started. */
public enum Packaging {
    JAR {
        @Override
        List<String> command(Path module) {
            var java = Path.of(System.getProperty("java.home"), "bin", "java");
            return List.of(java.toString(), "-jar", existing(module.resolve("target/quarkus-app/quarkus-run.jar")));
        }
    },
    NATIVE {
        @Override
        List<String> command(Path module) {
            try (var files = Files.newDirectoryStream(module.resolve("target"), "*-runner")) {
                for (var executable : files) {
                    return List.of(executable.toString());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new IllegalStateException("No native executable in " + module + "/target: build it first");
        }
    };

    /** The command line that starts the service built in {@code module}. */
    abstract List<String> command(Path module);

    private static String existing(Path file) {
        if (Files.notExists(file)) {
            throw new IllegalStateException(file + " is missing: build it first");
        }
        return file.toString();
    }
}
