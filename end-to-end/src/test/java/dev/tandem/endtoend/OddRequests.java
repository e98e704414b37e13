package dev.tandem.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Makes requests that no decent client sends, each valid in most of its parts so that it gets somewhere. */
final class OddRequests {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "-1",
            "1e999",
            "9".repeat(400),
            "null",
            "true",
            "undefined",
            "NaN",
            "[]",
            "{}",
            "\\u0000",
            "\\ud800",
            "\\udc00\\ud800",
            "\\u202e",
            "\\u200b",
            "\\u3164",
            "a".repeat(10_000),
            "ä",
            "é",
            "e\\u0301",
            "\\ud83d\\ude00",
            "A".repeat(62) + "==",
            "=".repeat(64),
            "_".repeat(43),
            "2026-13-45",
            "0000-01-01",
            "+999999999-12-31",
            "-999999999-01-01",
            "1582-10-10",
            "9999-12-31T23:59:59.999999999Z",
            "1-1-1-1-1",
            "00000000-0000-0000-0000-000000000000",
            "../..",
            "' or 1=1 --",
            "%s%n",
            "${x}",
            "<script>",
            "a@b",
            "a@ß.example",
            "\\\"@x.example",
            "x@[127.0.0.1]",
            "a".repeat(65) + "@example.com",
            "$2a$04$" + ".".repeat(53),
            "\\u0061".repeat(2_000),
            "o\\u0308".repeat(2_000));

    private static final List<String> VALUES = List.of(
            "null",
            "0",
            "-0",
            "1.5",
            "1e400",
            "99999999999999999999",
            "true",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[".repeat(30) + "]".repeat(30),
            "{\"a\":".repeat(25) + "1" + "}".repeat(25),
            "[\"x\",\"x\"]",
            "{\"x\":null}");

    private static final List<String> BODIES = List.of(
            "",
            " ",
            "{",
            "}",
            "null",
            "[]",
            "\"x\"",
            "0",
            "{} {}",
            "{\"a\":1,\"a\":2}",
            "{'a':1}",
            "{\"a\":NaN}",
            "\u00ef\u00bb\u00bf{}",
            "\u00ff\u00fe{\u0000}\u0000",
            "{\"\u00ff\":1}",
            "{\"x\":\"\u00c3\"}",
            "[".repeat(5_000),
            "{\"\\ud800\":1}",
            "/**/{}",
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--");

    private static final List<String> PATH_SEGMENTS = List.of(
            "x",
            "1-1-1-1-1",
            "00000000-0000-0000-0000-000000000000",
            "%20",
            "%00",
            "%ff",
            "%C3%A4",
            "%e2%80%ae",
            ";x",
            "..",
            "%2e%2e",
            "a".repeat(5_000),
            "'",
            "*",
            "%25",
            "@",
            ":",
            "~");

    private static final List<String> QUERY_VALUES = List.of(
            "",
            "x",
            "0",
            "-1",
            "1",
            "200",
            "201",
            "+5",
            "%00",
            "%ff",
            "%F0%9F%98%80",
            "%ED%A0%80",
            "true",
            "TRUE",
            "null",
            "2026-12-31",
            "2026-2-3",
            "0000-01-01",
            "%2B999999999-12-31",
            "-999999999-01-01",
            "a;b",
            "a%26b",
            "%25",
            "%5C",
            "_",
            "order",
            "-title",
            "x".repeat(3_000),
            "high",
            "%20high%20",
            "9".repeat(30));

    private static final List<String> HEADERS = List.of(
            "If-Match: *",
            "If-Match: ",
            "If-Match: x",
            "If-Match: " + "\"\",".repeat(1_500) + "\"\"",
            "If-None-Match: W/\"x\", *",
            "If-None-Match: \"",
            "Idempotency-Key: ",
            "Idempotency-Key: \u00e4",
            "Idempotency-Key: " + "k".repeat(300),
            "Content-Type: ",
            "Content-Type: x",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: application/json; x",
            "Content-Type: application/*",
            "Content-Type: text/plain",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Encoding: gzip",
            "Accept: ",
            "Accept: x",
            "Accept: */*;q=2",
            "Accept: application/problem+json",
            "Accept: text/html",
            "Accept: " + "a/b,".repeat(1_000),
            "Accept-Language: \u00ff",
            "Accept-Encoding: gzip;q=x",
            "Cookie: $Version=abc",
            "Cookie: =;;=",
            "Cookie: __Host-refresh_token=" + "A".repeat(62) + "==",
            "Cookie: __Host-refresh_token=x; __Host-refresh_token=y",
            "Cookie: __Host-device=" + "=".repeat(43),
            "Origin: null",
            "Origin: x",
            "Origin: https://evil.example",
            "Host: [v1.x]",
            "Host: x:y",
            "Host: ",
            "Authorization: ",
            "Authorization: Bearer",
            "Authorization: Bearer x",
            "Authorization: Basic x",
            "Authorization: Bearer a.b.c",
            "Authorization: Bearer " + "a".repeat(5_000),
            "traceparent: x",
            "traceparent: 00-" + "0".repeat(32) + "-x",
            "X-Forwarded-For: x, 999.1.1.1",
            "X-Forwarded-Proto: javascript",
            "Forwarded: for=\"_x\"",
            "User-Agent: ",
            "User-Agent: " + "Gecko".repeat(500),
            "User-Agent: $1 \\ %s",
            "Range: bytes=0-1",
            "Expect: 100-continue",
            "Expect: x",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: x",
            "TE: trailers",
            "Upgrade: h2c",
            "Upgrade: websocket",
            "Sec-Fetch-Site: cross-site",
            "X-HTTP-Method-Override: DELETE",
            "Max-Forwards: 0");

    private final Random random;
    private final Person person;

    OddRequests(Random random, Person person) {
        this.random = random;
        this.person = person;
    }

    String to(ApiOperation operation) {
        var headers = new ArrayList<String>();
        headers.add("Host: localhost");
        headers.add("Connection: close");
        if (random.nextInt(10) > 0) {
            headers.add("Authorization: Bearer " + person.accessToken());
        }
        var body = operation.example() == null && random.nextInt(5) > 0 ? "" : body(operation);
        if (!body.isEmpty()) {
            headers.add("Content-Type: application/json");
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            var header = one(HEADERS);
            var name = header.substring(0, header.indexOf(':') + 1);
            if (random.nextInt(4) > 0) {
                headers.removeIf(other -> other.startsWith(name));
            }
            headers.add(header);
        }
        boolean isChunked = headers.contains("Transfer-Encoding: chunked");
        if (!isChunked && !body.isEmpty()) {
            headers.add("Content-Length: " + body.length());
        }
        return "%s %s HTTP/1.1\r\n%s\r\n\r\n%s"
                .formatted(
                        operation.method(),
                        target(operation),
                        String.join("\r\n", headers),
                        isChunked ? chunked(body) : body);
    }

    private String target(ApiOperation operation) {
        var path = operation.path();
        while (path.contains("{")) {
            var segment = random.nextBoolean() ? UUID.randomUUID().toString() : one(PATH_SEGMENTS);
            path = path.substring(0, path.indexOf('{')) + segment + path.substring(path.indexOf('}') + 1);
        }
        var query = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            var name = operation.parameters().isEmpty() || random.nextInt(10) == 0
                    ? one(QUERY_VALUES)
                    : one(operation.parameters());
            query.add(name + "=" + (name.equals("cursor") ? cursor() : one(QUERY_VALUES)));
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** A cursor of a list as a list might have given it, or nearly. */
    private String cursor() {
        var value = List.of(
                "2026-12-31",
                "+999999999-12-31",
                "-999999999-01-01",
                "999999999999",
                "x",
                "2026-11-20T12:00:00Z",
                "+1000000000-12-31T23:59:59Z",
                "-1000000000-01-01T00:00:00Z",
                "\u0000",
                "");
        var text = String.join(
                "\n",
                one(List.of("ORDER", "CREATED_AT", "DUE_DATE", "TITLE", "x", "")),
                one(List.of("true", "false", "x")),
                one(List.of(UUID.randomUUID().toString(), "1-1-1-1-1", "x")),
                one(List.of("v", "n", "x")),
                one(value));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String body(ApiOperation operation) {
        if (operation.example() == null || operation.example().isEmpty() || random.nextInt(6) == 0) {
            return one(BODIES);
        }
        var members = new ArrayList<String>();
        for (var name : operation.example().keySet()) {
            if (random.nextInt(8) > 0) {
                members.add("\"%s\":%s".formatted(name, random.nextBoolean() ? '"' + one(TEXTS) + '"' : value(name)));
            }
        }
        if (random.nextInt(8) == 0) {
            members.add("\"x\":1");
        }
        var text = "{" + String.join(",", members) + "}";
        return random.nextInt(12) == 0 ? text.substring(0, random.nextInt(text.length())) : latin1(text);
    }

    /** Something right for some members, so that the others are looked at. */
    private String value(String name) {
        return switch (random.nextInt(3)) {
            case 0 -> one(VALUES);
            case 1 ->
                "\"%s\""
                        .formatted(
                                name.toLowerCase().contains("password")
                                        ? "correct horse battery " + random.nextInt()
                                        : one(TEXTS));
            default ->
                switch (name) {
                    case "email", "newEmail" -> "\"odd-" + random.nextInt(1_000_000) + "@example.com\"";
                    case "title" -> "\"title\"";
                    case "priority" -> "\"high\"";
                    case "tokenDelivery" -> "\"body\"";
                    default -> one(VALUES);
                };
        };
    }

    /** The bytes of its UTF-8, a character each, as they are sent. */
    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String chunked(String body) {
        return (body.isEmpty() ? "" : Integer.toHexString(body.length()) + "\r\n" + body + "\r\n") + "0\r\n\r\n";
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
