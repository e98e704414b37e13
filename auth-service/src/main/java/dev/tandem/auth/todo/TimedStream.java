package dev.tandem.auth.todo;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Closed after a while, whether read to its end or not, so that nobody waits for ever for a sender that stalls. */
final class TimedStream extends FilterInputStream {

    private final CompletableFuture<Void> limit;

    TimedStream(InputStream stream, Duration limit) {
        super(stream);
        this.limit = CompletableFuture.runAsync(
                this::giveUp, CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() throws IOException {
        limit.cancel(false);
        super.close();
    }

    private void giveUp() {
        try {
            in.close();
        } catch (IOException e) {
            // Whoever reads is told by the next read.
        }
    }
}
