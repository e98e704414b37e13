package dev.tandem.endtoend;

import static dev.tandem.endtoend.Eventually.eventually;

import dev.tandem.local.Ports;
import dev.tandem.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** HAProxy in front of several instances of both services, asking each several times a second whether it is ready. */
final class LoadBalancer implements AutoCloseable {

    private static final String SETTINGS = """
            defaults
              mode http
              timeout connect 2s
              timeout client 60s
              timeout server 35s
              option forwardfor
              option redispatch
              option httpchk GET /q/health/ready
              retries 2
              retry-on conn-failure
              default-server inter 250ms fall 1 rise 1
            frontend state
              bind 127.0.0.1:%d
              stats enable
              stats uri /
            """;

    private final int authPort = Ports.anyFree();
    private final int todoPort = Ports.anyFree();
    private final int feedPort = Ports.anyFree();
    private final int statePort = Ports.anyFree();
    private final Path settings;
    private Process process;

    LoadBalancer() throws IOException {
        settings = Files.createTempFile("haproxy", ".cfg");
    }

    URI auth() {
        return at(authPort);
    }

    URI todo() {
        return at(todoPort);
    }

    /** auth-service's management port, for what todo-service polls there. */
    URI feed() {
        return at(feedPort);
    }

    void start(Replicas auths, Replicas todos) {
        try {
            Files.writeString(
                    settings,
                    SETTINGS.formatted(statePort)
                            + balanced(
                                    "auth",
                                    authPort,
                                    auths,
                                    service -> service.address().getPort())
                            + balanced(
                                    "todo",
                                    todoPort,
                                    todos,
                                    service -> service.address().getPort())
                            + balanced(
                                    "feed",
                                    feedPort,
                                    auths,
                                    service -> service.management().getPort()));
            process = new ProcessBuilder("haproxy", "-db", "-f", settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("haproxy is needed (Debian, Ubuntu: apt install haproxy)", e);
        }
        eventually("the load balancer answers", this::isRunning);
    }

    /** Returns when every instance gets requests. */
    void awaitAll(Replicas auths, Replicas todos) {
        var count = auths.all().size() * 2 + todos.all().size();
        eventually("every instance gets requests", () -> count == up());
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
        try {
            Files.deleteIfExists(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isRunning() {
        if (!process.isAlive()) {
            throw new IllegalStateException("haproxy ended with exit code " + process.exitValue());
        }
        try {
            return up() >= 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private long up() {
        var state = Call.get(at(statePort), "/;csv").send().expecting(200).body();
        return Pattern.compile("(?m)^\\w+,instance-\\d+,.*,UP,")
                .matcher(state)
                .results()
                .count();
    }

    private interface Port {
        int of(Service service);
    }

    private static String balanced(String name, int port, Replicas replicas, Port instancePort) {
        return "listen %s%n  bind 127.0.0.1:%d%n".formatted(name, port)
                + IntStream.range(0, replicas.all().size())
                        .mapToObj(i -> instance(i, replicas.get(i), instancePort))
                        .collect(Collectors.joining());
    }

    private static String instance(int index, Service service, Port port) {
        return "  server instance-%d 127.0.0.1:%d check port %d%n"
                .formatted(index + 1, port.of(service), service.management().getPort());
    }

    private static URI at(int port) {
        return URI.create("http://localhost:" + port);
    }
}
