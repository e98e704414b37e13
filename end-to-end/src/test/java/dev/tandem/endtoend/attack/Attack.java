package dev.tandem.endtoend.attack;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Clients that do harm from when it begins until it ends, and what they got. They are paced, since they share the machine
 * with everything else.
 */
final class Attack {

    private static final Duration BEFORE_THE_NEXT_REQUEST = Duration.ofMillis(100);
    private static final Duration BEFORE_THE_NEXT_CONNECTION = Duration.ofSeconds(1);
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int ANSWER_TIMEOUT_MILLIS = 10_000;

    /** Small, so that what is left unread stays with the service. */
    private static final int RECEIVE_BUFFER = 4_096;

    private static final String OPEN_AT_THE_END = "open at the end";

    private interface Client {
        String meets(Socket socket) throws IOException;
    }

    private final String name;
    private final List<Runnable> beginnings = new ArrayList<>();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Thread> floods = new ArrayList<>();
    private final Collection<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> results = new ConcurrentHashMap<>();
    private volatile boolean isOver;

    Attack(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** So many requests a second, each on its own connection, whether the earlier ones are answered or not. */
    Attack flood(int perSecond, IntFunction<Strike> strikes) {
        beginnings.add(() -> floods.add(Thread.startVirtualThread(() -> pace(perSecond, strikes))));
        return this;
    }

    /** So many clients at once that each wait for the answer before they ask again. */
    Attack press(int count, IntFunction<Strike> strikes) {
        return repeat(count, strikes, Attack::ask, BEFORE_THE_NEXT_REQUEST);
    }

    /** So many connections at once that stay open until the service closes them; then there is another. */
    Attack hold(int count, IntFunction<Strike> strikes) {
        return repeat(count, strikes, Attack::await, BEFORE_THE_NEXT_CONNECTION);
    }

    /** The same, by clients that never read. */
    Attack holdUnread(int count, IntFunction<Strike> strikes) {
        return repeat(count, strikes, this::leaveUnread, BEFORE_THE_NEXT_CONNECTION);
    }

    void begin() {
        beginnings.forEach(Runnable::run);
    }

    void end() {
        isOver = true;
        floods.forEach(Attack::join);
        sockets.forEach(Attack::close);
        clients.close();
    }

    /** What the attackers got, and how often. */
    String results() {
        return new TreeMap<>(results)
                .entrySet().stream()
                        .map(result -> result.getValue() + " × " + result.getKey())
                        .collect(Collectors.joining(", "));
    }

    private void pace(int perSecond, IntFunction<Strike> strikes) {
        var interval = Duration.ofSeconds(1).dividedBy(perSecond);
        var next = System.nanoTime();
        for (int turn = 0; !isOver; turn++) {
            var strike = strikes.apply(turn);
            clients.execute(() -> meet(strike, Attack::ask));
            next += interval.toNanos();
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private Attack repeat(int count, IntFunction<Strike> strikes, Client client, Duration pause) {
        for (int i = 0; i < count; i++) {
            int number = i;
            beginnings.add(() -> clients.execute(() -> {
                while (!isOver) {
                    meet(strikes.apply(number), client);
                    LockSupport.parkNanos(pause.toNanos());
                }
            }));
        }
        return this;
    }

    private void meet(Strike strike, Client client) {
        var socket = new Socket();
        sockets.add(socket);
        String result;
        try (socket) {
            connect(socket, strike);
            result = client.meets(socket);
        } catch (SocketTimeoutException _) {
            result = "no answer in " + ANSWER_TIMEOUT_MILLIS / 1_000 + " s";
        } catch (IOException _) {
            result = isOver ? OPEN_AT_THE_END : "closed";
        } finally {
            sockets.remove(socket);
        }
        results.merge(result, 1, Integer::sum);
    }

    private void connect(Socket socket, Strike strike) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.bind(new InetSocketAddress(strike.from(), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", strike.service().getPort()), CONNECT_TIMEOUT_MILLIS);
        socket.getOutputStream().write(strike.bytes());
        if (isOver) {
            throw new IOException("Too late");
        }
    }

    private static String ask(Socket socket) throws IOException {
        socket.setSoTimeout(ANSWER_TIMEOUT_MILLIS);
        return await(socket);
    }

    /** The status of the answer, once that has been read to its end. */
    private static String await(Socket socket) throws IOException {
        var answer = socket.getInputStream();
        var status = new String(answer.readNBytes("HTTP/1.1 200".length()), StandardCharsets.ISO_8859_1);
        if (!status.startsWith("HTTP/1.1 ")) {
            return "closed";
        }
        try {
            answer.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // What it says is known.
        }
        return status.substring("HTTP/1.1 ".length());
    }

    private String leaveUnread(Socket socket) throws IOException {
        while (!isOver) {
            LockSupport.parkNanos(BEFORE_THE_NEXT_CONNECTION.toNanos());
            // Fails once the service has closed the connection, which otherwise only readers notice.
            socket.sendUrgentData(0);
        }
        return OPEN_AT_THE_END;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed.
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
