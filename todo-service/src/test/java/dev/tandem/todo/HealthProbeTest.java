package dev.tandem.todo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthProbeTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private HttpServer service;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void readyIsWhatSaysSo() {
        assertTrue(isReady());
        assertEquals("", said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void notReadyIsWhatSaysSo() {
        status = 503;
        assertFalse(isReady());
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("503"));
    }

    @Test
    void notReadyIsWhatDoesNotAnswer() {
        service.stop(0);
        assertFalse(isReady());
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("does not answer"));
    }

    @Test
    void asksWhereTheServiceListensUnlessToldOtherwise() throws IOException {
        var settings = new Properties();
        try (var file = getClass().getResourceAsStream("/application.properties")) {
            settings.load(file);
        }
        assertEquals(
                "${MANAGEMENT_PORT:%d}"
                        .formatted(HealthProbe.of(Map.of()).readiness().getPort()),
                settings.getProperty("quarkus.management.port"));
    }

    private boolean isReady() {
        var port = Integer.toString(service.getAddress().getPort());
        return HealthProbe.of(Map.of("MANAGEMENT_PORT", port)).isReady(new PrintStream(said, true));
    }
}
