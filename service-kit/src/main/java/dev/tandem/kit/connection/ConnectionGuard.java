package dev.tandem.kit.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;

/**
 * Puts {@link ConnectionHandler} before everything that Vert.x has in a server channel's pipeline. Vert.x itself has
 * timeouts for silent connections only and no way to add a handler; Netty asks this service for each channel it accepts.
 */
public final class ConnectionGuard extends ChannelInitializerExtension {

    private static volatile Connections.Factory connections;

    /** Called before a port is opened: Netty looks for extensions when it first opens one. */
    static void activate(Connections.Factory factory) {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        connections = factory;
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        var factory = connections;
        if (factory != null) {
            channel.pipeline().addFirst(new ConnectionHandler(factory.of(channel.parent()), System::nanoTime));
        }
    }
}
