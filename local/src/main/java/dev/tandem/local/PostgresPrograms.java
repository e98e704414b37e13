package dev.tandem.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** PostgreSQL's programs, unpacked once a user, where no other user of the machine can exchange them. */
final class PostgresPrograms {

    private static final String COMPLETE = ".exists";

    private PostgresPrograms() {}

    /** Starts the server with the programs; the first start on a machine unpacks them. */
    static synchronized EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
        var cache = PrivateFiles.directory(Path.of(System.getProperty("user.home"), ".cache", "tandem"));
        var programs = Files.createDirectories(cache.resolve("postgresql"));
        builder.setOverrideWorkingDirectory(programs.toFile());
        // Only one process at a time unpacks: who holds the lock knows that what is incomplete was interrupted.
        try (var lock = FileChannel.open(cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            removeIncomplete(programs);
            return builder.start();
        }
    }

    private static void removeIncomplete(Path programs) throws IOException {
        try (var unpacked = Files.newDirectoryStream(programs)) {
            for (var directory : unpacked) {
                if (Files.notExists(directory.resolve(COMPLETE))) {
                    PrivateFiles.delete(directory);
                }
            }
        }
    }
}
