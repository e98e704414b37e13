package dev.tandem.local;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    @Test
    void freePortsAreFine() {
        assertDoesNotThrow(() -> PortCheck.requireFree(Ports.free()));
    }

    @Test
    void everyTakenPortIsNamedWithItsPurposeAndTheWayOut() throws IOException {
        try (var first = listener();
                var second = listener()) {
            var free = Ports.free();
            var ports = new Ports(
                    first.getLocalPort(), free.authManagement(), free.todo(), second.getLocalPort(), free.postgres());

            var message = assertThrows(CannotRun.class, () -> PortCheck.requireFree(ports))
                    .getMessage();

            assertTrue(message.contains("Port " + first.getLocalPort() + " (auth-service) is in use"), message);
            assertTrue(message.contains("TANDEM_AUTH_PORT="), message);
            assertTrue(message.contains("Port " + second.getLocalPort() + " (todo-service's health"), message);
        }
    }

    @Test
    void whatIsNoPortIsRefusedByItsVariablesName() {
        var message = assertThrows(CannotRun.class, () -> Ports.from(Map.of("TANDEM_TODO_PORT", "99999")))
                .getMessage();

        assertTrue(message.contains("TANDEM_TODO_PORT=99999"), message);
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
