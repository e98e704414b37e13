package dev.tandem.kit.stream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Where a {@link StreamedBody} comes from, one piece at a time. */
public interface PieceSource {

    /** The next piece, or null after the last one. Called again only when the client has taken the piece before. */
    Uni<Buffer> next();

    /** Frees what the source holds, whether it was read to its end or not; closing it twice does no harm. */
    void close();

    /**
     * Pieces that {@code reader} makes on a worker thread, in the request context of the caller.
     *
     * @param reader gives an empty piece after the last one
     * @param close frees what the reader holds
     */
    static PieceSource blocking(Callable<Optional<Buffer>> reader, Runnable close) {
        return new BlockingSource(reader, close);
    }
}
