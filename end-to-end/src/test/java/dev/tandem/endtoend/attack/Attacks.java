package dev.tandem.endtoend.attack;

import dev.tandem.endtoend.ApiOperation;
import dev.tandem.endtoend.Call;
import dev.tandem.endtoend.Jwt;
import dev.tandem.endtoend.Person;
import dev.tandem.endtoend.TestPair;
import dev.tandem.local.Service;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** The kinds of attack, each from addresses of its own. */
final class Attacks {

    private static final int BAD_TOKEN_SIGNATURE_BYTES = 256;

    private final TestPair pair;
    private final URI auth;
    private final URI todo;
    private final Person victim;
    private final Person hoarder;
    private final Random random = new Random(1);
    private int networks;

    /**
     * @param victim whose password is guessed
     */
    Attacks(TestPair pair, Person victim) {
        this.pair = pair;
        auth = pair.auth().address();
        todo = pair.todo().address();
        this.victim = victim;
        hoarder = Person.signUp(auth, todo);
        // Three bytes each in UTF-8
        var description = "木".repeat(4_000);
        for (int i = 0; i < 200; i++) {
            Call.post(todo, "/api/todos", "{\"title\": \"%d\", \"description\": \"%s\"}".formatted(i, description))
                    .bearer(hoarder.accessToken())
                    .send()
                    .expecting(201);
        }
    }

    /** Empty bodies that are announced, at every operation that writes, without credentials. */
    Attack emptyBodies() {
        var network = network();
        var attack = new Attack("empty bodies");
        for (var service : List.of(pair.auth(), pair.todo())) {
            var operations = writing(service);
            attack.flood(50, turn -> {
                var operation = operations.get(turn % operations.size());
                var path = operation
                        .path()
                        .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
                return Strike.emptyBody(service.address(), network.address(turn % 4), operation.method(), path);
            });
        }
        return attack;
    }

    /** People who ask for long lists and exports, again and again, and read nothing. */
    Attack slowReaders() {
        var network = network();
        var token = hoarder.refresh().expecting(200).accessToken();
        var lists = Strike.get(todo, network.address(0), "/api/todos?limit=200", token);
        var exports = Strike.get(todo, network.address(1), "/api/todos/export?format=json", token);
        var exportsOfAll = Strike.get(auth, network.address(2), "/auth/export", token);
        return new Attack("slow readers")
                .holdUnread(30, _ -> lists.pipelined(5))
                .holdUnread(30, _ -> exports.pipelined(5))
                .holdUnread(30, _ -> exportsOfAll.pipelined(5));
    }

    /** 300 at each service, from one address. */
    Attack halfRequests() {
        var from = network().address(0);
        var token = hoarder.refresh().expecting(200).accessToken();
        return new Attack("half heads and bodies")
                .hold(150, _ -> Strike.halfHead(auth, from, "/auth/me"))
                .hold(150, _ -> Strike.halfBody(auth, from, "/auth/login", token))
                .hold(150, _ -> Strike.halfHead(todo, from, "/api/todos"))
                .hold(150, _ -> Strike.halfBody(todo, from, "/api/todos", token));
    }

    /** Right passwords of three own accounts over 24 connections from three addresses, wrong ones from ten others. */
    Attack logIns() {
        var network = network();
        var accounts =
                IntStream.range(0, 3).mapToObj(_ -> Person.signUp(auth, todo)).toList();
        return new Attack("log-ins")
                .press(24, i -> {
                    var account = accounts.get(i % 3);
                    return logIn(network.address(i % 3), account.email(), account.password());
                })
                .press(10, i -> logIn(network.address(10 + i), victim.email(), "not the password"))
                .press(10, i -> logIn(network.address(10 + i), nobody(), "not the password"));
    }

    /** Requests for mails with a link to a new password, for made-up addresses. */
    Attack resets() {
        var network = network();
        return new Attack("resets")
                .flood(
                        100,
                        turn -> Strike.post(
                                auth,
                                network.address(turn % 10),
                                "/auth/password/forgot",
                                "{\"email\": \"%s\"}".formatted(nobody())));
    }

    /** Tokens that name keys which are nowhere, and tokens that a known key did not sign. */
    Attack madeUpTokens() {
        var network = network();
        var token = hoarder.refresh().expecting(200).accessToken();
        return new Attack("made-up tokens").flood(200, turn -> {
            var madeUp = turn % 2 == 0 ? Jwt.withKeyId(token, UUID.randomUUID().toString()) : withBadSignature(token);
            return Strike.get(todo, network.address(turn % 10), "/api/todos", madeUp);
        });
    }

    private Strike logIn(String from, String email, String password) {
        return Strike.post(
                auth,
                from,
                "/auth/login",
                "{\"email\": \"%s\", \"password\": \"%s\", \"tokenDelivery\": \"body\"}".formatted(email, password));
    }

    private String withBadSignature(String token) {
        var signature = new byte[BAD_TOKEN_SIGNATURE_BYTES];
        random.nextBytes(signature);
        return token.substring(0, token.lastIndexOf('.') + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String nobody() {
        return "nobody-" + UUID.randomUUID() + "@example.com";
    }

    private static List<ApiOperation> writing(Service service) {
        return ApiOperation.of(service).stream()
                .filter(operation -> !operation.method().equals("GET"))
                .toList();
    }

    private Network network() {
        return new Network(++networks);
    }

    /** Addresses of this machine that no other attack comes from, and the person at work neither. */
    private record Network(int number) {

        String address(int host) {
            return "127.1." + number + "." + (host + 1);
        }
    }
}
