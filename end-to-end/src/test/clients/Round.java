package client;

import client.auth.api.AccountsApi;
import client.auth.api.SessionsApi;
import client.auth.model.LoginRequest;
import client.auth.model.RefreshRequest;
import client.auth.model.TokenDelivery;
import client.todo.ApiException;
import client.todo.api.TodosApi;
import client.todo.model.TodoInput;
import client.todo.model.TodoPatch;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Log in, create, clear a date, page, delete, refresh: arguments are both addresses, an e-mail address, its password. */
class Round {

    private static String accessToken;

    public static void main(String... arguments) throws Exception {
        var auth = new client.auth.ApiClient();
        auth.updateBaseUri(arguments[0]);
        var todo = new client.todo.ApiClient();
        todo.updateBaseUri(arguments[1]);
        todo.setRequestInterceptor(Round::authorize);

        var login = new LoginRequest()
                .email(arguments[2])
                .password(arguments[3])
                .tokenDelivery(TokenDelivery.BODY);
        var signedIn = new AccountsApi(auth).logIn(login, null);
        accessToken = signedIn.getAccessToken();

        var todos = new TodosApi(todo);
        var day = LocalDate.of(2026, 12, 31);
        var created = todos.createTodo(new TodoInput().title("Java").dueDate(day), null);
        expect(day, created.getDueDate());
        expect(null, created.getOrder());
        todos.createTodo(new TodoInput().title("second").order(2), null);
        todos.createTodo(new TodoInput().title("third").order(1), null);

        var cleared = todos.patchTodo(created.getId(), new TodoPatch().dueDate(null), null);
        expect(null, cleared.getDueDate());
        expect("Java", cleared.getTitle());

        var first = todos.listTodosWithHttpInfo(null, null, null, null, null, "order", 2, null, null);
        expect("third", first.getData().getFirst().getTitle());
        var link = first.getHeaders().get("link").getFirst();
        var cursor = Pattern.compile("cursor=([^&>]+)").matcher(link);
        expect(true, cursor.find());
        var next = URLDecoder.decode(cursor.group(1), StandardCharsets.UTF_8);
        var second = todos.listTodos(null, null, null, null, null, "order", 2, next, null);
        expect(1, second.size());
        expect(created.getId(), second.getFirst().getId());

        todos.deleteTodo(created.getId(), null);
        try {
            todos.getTodo(created.getId(), null);
            throw new AssertionError("It is still there");
        } catch (ApiException e) {
            expect(404, e.getCode());
            expect(true, e.getResponseBody().contains("\"code\":\"not_found\""));
        }

        var refreshed = new SessionsApi(auth).refresh(null, new RefreshRequest().refreshToken(signedIn.getRefreshToken()));
        accessToken = refreshed.getAccessToken();
        todos.deleteTodos(null);
        expect(0, todos.listTodos(null, null, null, null, null, null, null, null, null).size());
    }

    private static void authorize(HttpRequest.Builder request) {
        request.header("Authorization", "Bearer " + accessToken);
    }

    private static void expect(Object expected, Object actual) {
        if (expected == null ? actual != null : !expected.equals(actual)) {
            throw new AssertionError("expected " + expected + " but was " + actual);
        }
    }
}
