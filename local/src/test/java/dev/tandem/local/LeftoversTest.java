package dev.tandem.local;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    @TempDir
    Path data;

    private Process process;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void aRememberedProcessIsEnded() {
        new Leftovers(data).remember(process.toHandle());

        assertTrue(new Leftovers(data).stop());

        assertFalse(process.isAlive());
        assertFalse(new Leftovers(data).stop());
    }

    @Test
    void aProcessThatOnlyInheritedThePidIsLeftAlone() throws IOException {
        var startedEarlier = process.info().startInstant().orElseThrow().toEpochMilli() - 1_000;
        Files.writeString(data.resolve("processes"), process.pid() + " " + startedEarlier + "\n");

        assertFalse(new Leftovers(data).stop());

        assertTrue(process.isAlive());
    }

    @Test
    void aServersPidFileThatPointsAtAnotherProcessIsRemovedAndTheProcessLeftAlone() throws IOException {
        var pidFile = Files.createDirectories(data.resolve("postgres")).resolve("postmaster.pid");
        Files.writeString(pidFile, process.pid() + "\n" + pidFile.getParent() + "\n1000000000\n");

        assertFalse(new Leftovers(data).stop());

        assertTrue(process.isAlive());
        assertTrue(Files.notExists(pidFile));
    }
}
