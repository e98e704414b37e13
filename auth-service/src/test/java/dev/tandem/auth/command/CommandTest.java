package dev.tandem.auth.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.inject.Vetoed;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CommandTest {

    private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Terminal terminal =
            new Terminal(InputStream.nullInputStream(), new PrintStream(said), new PrintStream(said));

    @Test
    void whoStopsItWaitsForItsLastWords() throws Exception {
        var told = new CountDownLatch(1);
        var command = new Stubborn(told);
        var running = CompletableFuture.runAsync(() -> command.run(List.of(), terminal), THREADS);
        command.began.await();

        var heard = CompletableFuture.supplyAsync(
                () -> {
                    told.countDown();
                    command.awaitLastWords();
                    return said.toString();
                },
                THREADS);

        assertEquals("Stopped at last." + System.lineSeparator(), heard.get(10, TimeUnit.SECONDS));
        running.join();
    }

    @Test
    void butNotForOneThatNeverEnds() {
        var command = new Stubborn(new CountDownLatch(1));
        var running = Thread.ofPlatform().daemon().start(() -> command.run(List.of(), terminal));

        var waiting = CompletableFuture.runAsync(command::awaitLastWords, THREADS);

        waiting.orTimeout(10, TimeUnit.SECONDS).join();
        assertTrue(running.isAlive());
        running.interrupt();
    }

    /** Goes on until it is told, and takes its time to say so. */
    @Vetoed
    private static final class Stubborn extends Command {

        private final CountDownLatch began = new CountDownLatch(1);
        private final CountDownLatch told;

        private Stubborn(CountDownLatch told) {
            this.told = told;
        }

        @Override
        protected int perform(List<String> arguments, Terminal terminal) {
            began.countDown();
            try {
                told.await();
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new Refusal("Stopped at last.");
        }
    }
}
