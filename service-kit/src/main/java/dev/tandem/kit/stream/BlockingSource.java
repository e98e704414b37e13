package dev.tandem.kit.stream;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/** Takes a worker thread for each piece, and none between two. */
final class BlockingSource implements PieceSource {

    private final Callable<Optional<Buffer>> reader;
    private final Runnable close;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final ManagedContext requestContext = Arc.container().requestContext();
    private final ContextState request = requestContext.getState();

    BlockingSource(Callable<Optional<Buffer>> reader, Runnable close) {
        this.reader = reader;
        this.close = close;
        // A response to HEAD ends without its body being asked for.
        Arc.container().instance(CurrentVertxRequest.class).get().getCurrent().addEndHandler(end -> close());
    }

    @Override
    public Uni<Buffer> next() {
        return Uni.createFrom()
                .item(Unchecked.supplier(this::read))
                .runSubscriptionOn(Infrastructure.getDefaultExecutor());
    }

    private Buffer read() throws Exception {
        requestContext.activate(request);
        try {
            return reader.call().orElse(null);
        } finally {
            requestContext.deactivate();
        }
    }

    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            close.run();
        }
    }
}
