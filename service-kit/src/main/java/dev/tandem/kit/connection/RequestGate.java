package dev.tandem.kit.connection;

import dev.tandem.kit.http.UriSyntax;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;

/**
 * Lets one request at a time through to Vert.x. The next one of the same connection waits until the response before it is
 * complete and mostly read, so that a client that reads nothing has one response in memory, however many it asks for.
 * Requests that could not be parsed, or did not arrive in time, are answered here: Vert.x would answer them with an empty
 * body or not at all.
 */
final class RequestGate extends ChannelDuplexHandler {

    /** Messages, about two a request, that one read can bring beyond the request that is being answered. */
    private static final int MAX_HELD = 128;

    /** Others are answered with 501 (RFC 9110, section 9.1), and get no series of their own in the metrics. */
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private final ConnectionHandler connection;
    private final RawProblem rawProblem;
    private final Queue<Object> held = new ArrayDeque<>(0);
    private ChannelHandlerContext context;
    private boolean isReceiving;
    private boolean isResponding;
    private boolean isResponseStarted;
    private boolean isReadingStopped;
    private boolean isClosing;

    RequestGate(ConnectionHandler connection, RawProblem rawProblem) {
        this.connection = connection;
        this.rawProblem = rawProblem;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        discardHeld();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        isClosing = true;
        discardHeld();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isClosing) {
            ReferenceCountUtil.release(message);
        } else if (!held.isEmpty() || message instanceof HttpRequest && !isOpen()) {
            hold(message);
        } else {
            pass(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.fireChannelWritabilityChanged();
        passHeld();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        // Interim responses, such as 100 Continue, end nothing.
        boolean isInterim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        isResponseStarted |= !isInterim;
        context.write(message, promise);
        if (message instanceof LastHttpContent && !isInterim) {
            isResponding = false;
            if (!isReceiving) {
                connection.exchangeComplete();
            }
            if (!held.isEmpty()) {
                // Not from within Vert.x' own write, after which it completes the response.
                context.executor().execute(this::passHeld);
            }
        }
    }

    /** Answers 408, unless a response is under way, and closes the connection. */
    void rejectLateRequest() {
        if (isResponseStarted || isClosing) {
            context.close();
        } else {
            reject(408);
        }
    }

    private boolean isOpen() {
        return !isResponding && context.channel().isWritable();
    }

    private void pass(Object message) {
        if (message instanceof HttpRequest request) {
            var invalid = invalidHead(request);
            if (invalid.isPresent()) {
                reject(invalid.getAsInt());
                ReferenceCountUtil.release(message);
                return;
            }
            isReceiving = true;
            isResponding = true;
            isResponseStarted = false;
            connection.requestHeadRead();
        }
        if (message instanceof LastHttpContent) {
            isReceiving = false;
            if (isResponding) {
                connection.requestRead();
            } else {
                connection.exchangeComplete();
            }
        }
        context.fireChannelRead(message);
    }

    private void hold(Object message) {
        held.add(message);
        if (held.size() > MAX_HELD) {
            isClosing = true;
            discardHeld();
            connection.close(CloseReason.PIPELINING);
            return;
        }
        isReadingStopped = true;
        context.channel().config().setAutoRead(false);
    }

    private void passHeld() {
        boolean hasPassed = false;
        while (!isClosing && !held.isEmpty() && (isOpen() || !(held.peek() instanceof HttpRequest))) {
            pass(held.poll());
            hasPassed = true;
        }
        if (hasPassed) {
            context.fireChannelReadComplete();
        }
        if (held.isEmpty() && isReadingStopped) {
            isReadingStopped = false;
            context.channel().config().setAutoRead(true);
        }
    }

    private void discardHeld() {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }

    /** The status that a request is answered with if it could not be parsed, or its target is no path (RFC 9112, 3.2.1). */
    private static OptionalInt invalidHead(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return OptionalInt.of(
                    switch (request.decoderResult().cause()) {
                        case TooLongHttpLineException _ -> 414;
                        case TooLongHttpHeaderException _ -> 431;
                        default -> 400;
                    });
        }
        if (!METHODS.contains(request.method())) {
            return OptionalInt.of(501);
        }
        return UriSyntax.isOriginForm(request.uri()) ? OptionalInt.empty() : OptionalInt.of(400);
    }

    private void reject(int status) {
        isClosing = true;
        context.writeAndFlush(rawProblem.of(status)).addListener(ChannelFutureListener.CLOSE);
    }
}
