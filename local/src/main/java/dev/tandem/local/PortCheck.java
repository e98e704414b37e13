package dev.tandem.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says which ports are taken, by whom as far as the machine tells, and what to do about it. */
final class PortCheck {

    private static final int CONNECT_TIMEOUT_MILLIS = 300;
    private static final int COMMAND_LENGTH = 60;
    private static final Pattern PID = Pattern.compile("(?:pid=|^p)(\\d+)", Pattern.MULTILINE);

    private PortCheck() {}

    static void requireFree(Ports ports) {
        var taken = new ArrayList<String>();
        for (var named : ports.named()) {
            if (isTaken(named.port())) {
                taken.add(describe(named));
            }
        }
        if (!taken.isEmpty()) {
            throw new CannotRun(String.join("\n", taken));
        }
    }

    private static String describe(Ports.Named named) {
        var holder = holder(named.port());
        var elsewhere = "%s=%d ./dev run".formatted(named.variable(), named.port() + 10_000);
        return holder.map(process ->
                        "Port %d (%s) is in use by process %d (%s).\n  Stop it: kill %d   or use another port: %s"
                                .formatted(
                                        named.port(),
                                        named.purpose(),
                                        process.pid(),
                                        command(process),
                                        process.pid(),
                                        elsewhere))
                .orElseGet(() -> "Port %d (%s) is in use by another process.\n  Stop that one, or use another port: %s"
                        .formatted(named.port(), named.purpose(), elsewhere));
    }

    /** A listener on any address of the loopback is in the way: browsers try all of them. */
    private static boolean isTaken(int port) {
        try {
            for (var address : InetAddress.getAllByName("localhost")) {
                if (accepts(address, port)) {
                    return true;
                }
            }
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return false;
            }
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean accepts(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<ProcessHandle> holder(int port) {
        return pid(List.of("ss", "-Hltnp", "sport = :" + port))
                .or(() -> pid(List.of("lsof", "-nP", "-Fp", "-sTCP:LISTEN", "-iTCP:" + port)))
                .flatMap(ProcessHandle::of);
    }

    private static Optional<Long> pid(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var matcher = PID.matcher(new String(process.getInputStream().readAllBytes()));
            return matcher.find() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String command(ProcessHandle process) {
        var command =
                process.info().commandLine().or(() -> process.info().command()).orElse("command unknown");
        return command.length() <= COMMAND_LENGTH ? command : command.substring(0, COMMAND_LENGTH) + "…";
    }
}
