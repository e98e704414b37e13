package dev.tandem.kit.stream;

import dev.tandem.kit.problem.Problem;
import io.netty.channel.ChannelOption;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/** One body on its way: a piece is asked for when the one before it has been written to the socket. */
final class ResponseStream {

    private static final Logger LOG = Logger.getLogger(ResponseStream.class);

    /** How long a source may take for one piece. */
    private static final Duration PIECE_TIMEOUT = Duration.ofSeconds(30);

    private final PieceSource source;
    private final ResteasyReactiveRequestContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final AtomicBoolean isOver = new AtomicBoolean();

    ResponseStream(PieceSource source, ResteasyReactiveRequestContext context) {
        this.source = source;
        this.context = context;
        this.request = context.serverRequest().unwrap(HttpServerRequest.class);
        this.response = context.serverRequest().unwrap(HttpServerResponse.class);
    }

    void start() {
        context.suspend();
        context.unwrap(RoutingContext.class).addEndHandler(end -> {
            if (end.failed()) {
                stopForClosedConnection();
            }
        });
        readPiece();
    }

    private void readPiece() {
        source.next()
                .ifNoItem()
                .after(PIECE_TIMEOUT)
                .failWith(() -> new TimeoutException("no piece in " + PIECE_TIMEOUT.toSeconds() + " s"))
                .subscribe()
                .with(this::write, this::fail);
    }

    private void write(Buffer piece) {
        if (piece == null) {
            end();
            return;
        }
        if (!response.headWritten()) {
            response.setChunked(true);
        }
        response.write(piece).onComplete(this::written);
    }

    private void written(AsyncResult<Void> result) {
        if (result.succeeded()) {
            readPiece();
        } else {
            stopForClosedConnection();
        }
    }

    private void end() {
        if (isOver.compareAndSet(false, true)) {
            source.close();
            response.end();
            context.close();
        }
    }

    private void stopForClosedConnection() {
        if (isOver.compareAndSet(false, true)) {
            LOG.debug("The client closed the connection before it had the whole response");
            source.close();
            context.close();
        }
    }

    private void fail(Throwable failure) {
        if (!isOver.compareAndSet(false, true)) {
            return;
        }
        source.close();
        if (!response.headWritten()) {
            context.resume(failure, true);
            return;
        }
        if (failure instanceof Problem || failure instanceof IOException || failure instanceof TimeoutException) {
            LOG.warnf("Resetting a connection in mid-response: %s", failure);
        } else {
            LOG.error("Resetting a connection in mid-response", failure);
        }
        reset();
        context.close();
    }

    /** A body without a length ends with the connection for clients of HTTP/1.0: only a reset tells them that it is not whole. */
    private void reset() {
        ((ConnectionBase) request.connection()).channel().config().setOption(ChannelOption.SO_LINGER, 0);
        request.connection().close();
    }
}
