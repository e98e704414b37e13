package dev.tandem.kit.connection;

import dev.tandem.kit.client.Network;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Watches one connection at the level of bytes: how long a request takes to arrive, how long a response stays unread.
 * {@link RequestGate}, which it installs behind the HTTP codec, reports where a request begins and ends.
 *
 * <p>Runs on the connection's event loop; what other threads read is volatile.
 */
final class ConnectionHandler extends ChannelDuplexHandler {

    private static final Logger LOG = Logger.getLogger(ConnectionHandler.class);

    /** Vert.x' name of the handler that encodes responses. */
    private static final String HTTP_ENCODER = "httpEncoder";

    /** How much later than its deadline a connection may be closed. */
    private static final Duration TICK = Duration.ofSeconds(2);

    private enum Phase {
        IDLE,
        HEAD,
        BODY,
        RESPONSE
    }

    private final Connections connections;
    private final ConnectionPolicy policy;
    private final LongSupplier clock;
    private volatile Channel channel;
    private InetAddress address;
    private List<Network> networks;
    private RequestGate gate;
    private boolean isBehindTls;

    private volatile Phase phase = Phase.HEAD;
    private volatile long phaseSince;
    private volatile long queuedSince;
    private long progressAt;
    private long lastQueued;
    private long lastProgress;

    ConnectionHandler(Connections connections, LongSupplier clock) {
        this.connections = connections;
        this.policy = connections.policy();
        this.clock = clock;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        networks = Stream.concat(Stream.of(Network.of(address)), Network.siteOf(address).stream())
                .toList();
        enter(Phase.HEAD);
        if (!connections.admit(this)) {
            context.close();
            return;
        }
        scheduleCheck(context);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connections.remove(this);
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (gate == null) {
            installGate(context);
        }
        if (phase == Phase.IDLE) {
            enter(Phase.HEAD);
        }
        context.fireChannelRead(message);
        if (gate == null) {
            // On the management port, Vert.x adds the codec once the first bytes have shown that they are not HTTP/2.
            installGate(context);
        }
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        long queued = queuedBytes();
        if (queued > 0 && lastQueued == 0) {
            queuedSince = clock.getAsLong();
            noteProgress(queued);
        }
        if (queued > 0) {
            connections.limitQueuedBytes();
        }
    }

    /** With TLS, Vert.x adds the HTTP codec after the handshake; the first bytes of a request come after it. */
    private void installGate(ChannelHandlerContext context) {
        var pipeline = context.pipeline();
        if (pipeline.get(HTTP_ENCODER) != null) {
            gate = new RequestGate(this, connections.rawProblem());
            pipeline.addAfter(HTTP_ENCODER, null, gate);
        } else if (!isBehindTls && pipeline.get(SslHandler.class) != null) {
            isBehindTls = true;
            pipeline.addAfter(pipeline.context(SslHandler.class).name(), null, new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext decrypted, Object message) {
                    if (gate == null) {
                        installGate(context);
                    }
                    decrypted.fireChannelRead(message);
                }
            });
        }
    }

    void requestHeadRead() {
        enter(Phase.BODY);
    }

    void requestRead() {
        enter(Phase.RESPONSE);
    }

    void exchangeComplete() {
        enter(Phase.IDLE);
    }

    InetAddress address() {
        return address;
    }

    /** The client's own and, for IPv6, the site that it is in. */
    List<Network> networks() {
        return networks;
    }

    /** Whether nothing is lost by closing the connection: no request has arrived whole, no response is under way. */
    boolean isWaiting() {
        return (phase == Phase.IDLE || phase == Phase.HEAD) && queuedBytes() == 0;
    }

    long waitingSince() {
        return phaseSince;
    }

    /** Bytes of responses that the client has not read and the socket has not taken. */
    long queuedBytes() {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    long queuedSince() {
        return queuedSince;
    }

    /** Closes the connection, from any thread. */
    void close(CloseReason reason) {
        connections.count(reason);
        LOG.debugf("Closing a connection of %s: %s", networks.getFirst(), reason.tag());
        channel.close();
    }

    private void enter(Phase next) {
        phaseSince = clock.getAsLong();
        phase = next;
    }

    private void scheduleCheck(ChannelHandlerContext context) {
        context.executor().schedule(() -> check(context), TICK.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void check(ChannelHandlerContext context) {
        if (!channel.isActive()) {
            return;
        }
        if (isStalled()) {
            close(CloseReason.STALLED);
            return;
        }
        switch (phase) {
            case IDLE -> {
                if (queuedBytes() > 0) {
                    enter(Phase.IDLE); // once the response is read
                } else if (hasTaken(policy.idleTimeout())) {
                    context.close();
                    return;
                }
            }
            case HEAD -> {
                if (hasTaken(policy.requestTimeout())) {
                    timeOut(CloseReason.HEAD_TIMEOUT);
                    return;
                }
            }
            case BODY -> {
                if (hasTaken(policy.requestTimeout())) {
                    timeOut(CloseReason.BODY_TIMEOUT);
                    return;
                }
            }
            case RESPONSE -> {}
        }
        scheduleCheck(context);
    }

    private boolean hasTaken(Duration limit) {
        return clock.getAsLong() - phaseSince >= limit.toNanos();
    }

    private void timeOut(CloseReason reason) {
        connections.count(reason);
        if (gate == null) {
            channel.close();
        } else {
            gate.rejectLateRequest();
        }
    }

    private boolean isStalled() {
        long queued = queuedBytes();
        if (queued == 0) {
            lastQueued = 0;
            return false;
        }
        connections.limitQueuedBytes();
        long progress = channel.unsafe().outboundBuffer().currentProgress();
        if (queued != lastQueued || progress != lastProgress) {
            noteProgress(queued);
            return false;
        }
        return clock.getAsLong() - progressAt >= policy.stallTimeout().toNanos();
    }

    private void noteProgress(long queued) {
        lastQueued = queued;
        lastProgress = channel.unsafe().outboundBuffer().currentProgress();
        progressAt = clock.getAsLong();
    }
}
