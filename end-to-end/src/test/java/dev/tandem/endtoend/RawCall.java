package dev.tandem.endtoend;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request sent as it stands, which an HTTP client might correct or refuse. */
final class RawCall {

    private static final int TIMEOUT_MILLIS = 30_000;

    private RawCall() {}

    /** @return everything until the service closes the connection; what comes before a reset, if it resets it */
    static String send(URI service, String request) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var answer = new StringBuilder();
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                for (int next; (next = socket.getInputStream().read()) >= 0; ) {
                    answer.append((char) next);
                }
            } catch (SocketException _) {
                // A body that is not wanted is not read to its end.
            }
            return answer.toString();
        }
    }
}
