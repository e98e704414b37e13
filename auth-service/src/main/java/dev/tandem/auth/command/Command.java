package dev.tandem.auth.command;

import io.quarkus.runtime.QuarkusApplication;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** What operators may ask of the executable beside serving. */
public abstract class Command implements QuarkusApplication {

    public static final int DONE = 0;
    public static final int NOT_DONE = 1;
    public static final int PARTLY_DONE = 2;

    /** Long enough for last words, short enough for a command that waits for input nobody writes. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Lock running = new ReentrantLock();

    @Override
    public final int run(String... arguments) {
        return run(List.of(arguments), new Terminal(System.in, System.out, System.err));
    }

    public final int run(List<String> arguments, Terminal terminal) {
        running.lock();
        try {
            return perform(arguments, terminal);
        } catch (Refusal e) {
            terminal.err().println(e.getMessage());
        } catch (RuntimeException e) {
            terminal.err().println("Failed: " + rootOf(e).getMessage());
        } finally {
            running.unlock();
        }
        return NOT_DONE;
    }

    /**
     * @param arguments with the command's own name
     * @return the exit code
     * @throws Refusal where nothing was done
     */
    protected abstract int perform(List<String> arguments, Terminal terminal);

    /** The process ends when whoever was told to stop it is done, whether or not the command has said how far it came. */
    protected final void awaitLastWords() {
        try {
            if (running.tryLock(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                running.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }
}
