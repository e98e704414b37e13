package dev.tandem.todo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Asks the service beside it whether it is ready, for platforms that look into a container by running a command: the
 * image has nothing else that could ask. Starts nothing, so that it costs next to nothing.
 */
record HealthProbe(URI readiness) {

    static final String DEFAULT_MANAGEMENT_PORT = "9000";

    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(2).toMillis();

    static HealthProbe of(Map<String, String> environment) {
        var port = environment.getOrDefault("MANAGEMENT_PORT", DEFAULT_MANAGEMENT_PORT);
        return new HealthProbe(URI.create("http://127.0.0.1:" + port + "/q/health/ready"));
    }

    boolean isReady(PrintStream err) {
        try {
            var connection = (HttpURLConnection) readiness.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            var status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_OK) {
                return true;
            }
            err.println("Not ready: " + status + " from " + readiness);
        } catch (IOException e) {
            err.println("Not ready: " + readiness + " does not answer: " + e.getMessage());
        }
        return false;
    }
}
