package dev.tandem.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/** An account with a few to-dos to look at, made over the API like any other and once only. */
record Demo(String email, String password) {

    private static final String EMAIL = "demo@example.com";
    private static final int PASSWORD_LENGTH = 16;
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    /** Its password is this directory's own: nobody else's demo account opens with it. */
    static Demo on(Pair pair, Secrets secrets, HttpClient client) {
        var password =
                secrets.get("demo-password").replaceAll("[^A-Za-z0-9]", "").substring(0, PASSWORD_LENGTH);
        var demo = new Demo(EMAIL, password);
        try {
            demo.fill(pair, client);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopping", e);
        }
        return demo;
    }

    private void fill(Pair pair, HttpClient client) throws IOException, InterruptedException {
        var signedUp = post(client, pair.auth().address().resolve("/auth/signup"), "", """
                {"email": "%s", "password": "%s", "displayName": "Ada", "tokenDelivery": "body"}""".formatted(email, password));
        if (signedUp.statusCode() == 409) {
            return;
        }
        var token = ACCESS_TOKEN.matcher(signedUp.body());
        if (signedUp.statusCode() != 201 || !token.find()) {
            throw new IllegalStateException("The demo account was refused with status " + signedUp.statusCode());
        }
        for (var todo : todos(LocalDate.now())) {
            post(client, pair.todo().address().resolve("/api/todos"), "Bearer " + token.group(1), todo);
        }
    }

    private static List<String> todos(LocalDate today) {
        return List.of(
                """
                {"title": "Water the plants", "priority": "low", "tags": ["home"], "completed": true}""", """
                {"title": "Send the invoice", "priority": "high", "tags": ["work"], "dueDate": "%s"}""".formatted(today.minusDays(1)), """
                {"title": "Book the train to Lisbon", "priority": "medium", "tags": ["travel"], "dueDate": "%s", \
                "description": "The one before noon, and a seat by the window."}""".formatted(today.plusDays(3)), """
                {"title": "Read the first chapter", "tags": ["home", "books"]}""", """
                {"title": "Call the dentist", "priority": "medium", "dueDate": "%s"}""".formatted(today));
    }

    private static HttpResponse<String> post(HttpClient client, URI address, String authorization, String json)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
