package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.local.Ports;
import dev.tandem.local.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each service can be an HTTPS server itself, from a certificate and key in PEM files. */
class TlsIT {

    @TempDir
    Path directory;

    @Test
    void bothServicesServeHttpsFromPemFiles() throws Exception {
        var certificate = SelfSigned.in(directory);
        var ports = Ports.free();
        try (var pair = TestPair.prepare(TlsIT.class);
                var client = HttpClient.newBuilder()
                        .sslContext(certificate.trustedOnly())
                        .build()) {
            serveHttps(pair.auth(), certificate, ports.auth());
            serveHttps(pair.todo(), certificate, ports.todo());
            List.of(pair.auth(), pair.todo()).forEach(Service::start);
            List.of(pair.auth(), pair.todo()).forEach(Service::awaitReady);
            var person = Person.signUp(pair);

            var me = Call.get(https(ports.auth()), "/auth/me")
                    .bearer(person.accessToken())
                    .send(client);
            var todos = Call.get(https(ports.todo()), "/api/todos")
                    .bearer(person.accessToken())
                    .send(client);

            var created = Call.post(https(ports.todo()), "/api/todos", "{\"title\": \"Over HTTPS\"}")
                    .bearer(person.accessToken())
                    .send(client);

            assertEquals("Over HTTPS", created.expecting(201).json().getString("title"));
            assertEquals(person.id(), me.expecting(200).json().getString("id"));
            assertEquals(List.of(), todos.expecting(200).json().getList("id"));
        }
    }

    /** A configuration with a name, so that the management port keeps speaking plain HTTP to its probes. */
    private static void serveHttps(Service service, SelfSigned certificate, int port) {
        service.with("QUARKUS_HTTP_TLS_CONFIGURATION_NAME", "https")
                .with("QUARKUS_HTTP_SSL_PORT", Integer.toString(port))
                .with("QUARKUS_TLS__HTTPS__KEY_STORE_PEM__0__CERT", certificate.certificateFile())
                .with("QUARKUS_TLS__HTTPS__KEY_STORE_PEM__0__KEY", certificate.keyFile());
    }

    private static URI https(int port) {
        return URI.create("https://localhost:" + port);
    }
}
