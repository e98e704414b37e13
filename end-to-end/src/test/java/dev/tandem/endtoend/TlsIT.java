package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each service can be an HTTPS server itself, from a certificate and key in PEM files, and trust the other's. */
class TlsIT {

    private static TestPair pair;

    @BeforeAll
    static void start() {
        pair = TestPair.startHttps(TlsIT.class);
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @Test
    void bothServeHttpsAndCallEachOtherOverIt() {
        var person = Person.signUp(pair);

        person.addTodo("Over HTTPS");

        assertEquals("https", pair.todo().address().getScheme());
        assertEquals(person.id(), person.me().expecting(200).json().getString("id"));
        assertEquals(
                List.of("Over HTTPS"), person.export().expecting(200).json().getList("todos.title"));
    }

    @Test
    void nothingIsAnsweredInTheClear() {
        for (var service : List.of(pair.auth(), pair.todo())) {
            var address = URI.create("http://localhost:" + service.address().getPort());

            assertThrows(IOException.class, () -> ask(HttpClient.newHttpClient(), address));
        }
    }

    @Test
    void whoDoesNotTrustTheAuthorityTalksToNobody() {
        assertThrows(
                SSLHandshakeException.class,
                () -> ask(HttpClient.newHttpClient(), pair.auth().address()));
    }

    private static void ask(HttpClient client, URI address) throws IOException, InterruptedException {
        try (client) {
            client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
        }
    }
}
