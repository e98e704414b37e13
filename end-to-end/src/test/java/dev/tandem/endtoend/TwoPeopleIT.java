package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoPeopleIT {

    private static TestPair pair;
    private static Person first;
    private static Person second;

    @BeforeAll
    static void start() {
        pair = TestPair.start(TwoPeopleIT.class);
        first = Person.signUp(pair);
        second = Person.signUp(pair);
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET    |
                    PUT    | {"title": "Taken over"}
                    PATCH  | {"title": "Taken over"}
                    DELETE |
                    """)
    void anothersToDoIsIndistinguishableFromOneThatNeverWas(String method, String body) {
        var id = first.addTodo("Private");

        var anothers = second.todos(method, "/" + id, body);
        var nobodys = second.todos(method, "/" + UUID.randomUUID(), body);

        assertEquals(404, anothers.status());
        assertEquals(nobodys.status(), anothers.status());
        assertEquals(withoutTraceId(nobodys), withoutTraceId(anothers));
        assertEquals(nobodys.headers().map().keySet(), anothers.headers().map().keySet());
        assertEquals(
                "Private",
                first.todos("GET", "/" + id, null).expecting(200).json().getString("title"));
    }

    @Test
    void listsAndBulkRemovalsReachOnesOwnToDosOnly() {
        var id = first.addTodo("Stays");
        first.todos("PATCH", "/" + id, "{\"completed\": true}").expecting(200);
        var own = second.addTodo("Own");

        assertEquals(
                List.of(own),
                second.todos("GET", "", null).expecting(200).json().getList("id"));
        second.todos("DELETE", "?completed=true", null).expecting(204);
        second.todos("DELETE", "", null).expecting(204);

        assertEquals(
                List.of(), second.todos("GET", "", null).expecting(200).json().getList("id"));
        first.todos("GET", "/" + id, null).expecting(200);
    }

    @Test
    void noTokenNoToDos() {
        for (var method : List.of("GET", "POST", "DELETE")) {
            var answer = Call.of(method, pair.todo().address(), "/api/todos", method.equals("POST") ? "{}" : null)
                    .send()
                    .expecting(401);
            assertEquals("Bearer", answer.header("WWW-Authenticate"));
        }
    }

    private static String withoutTraceId(Answer answer) {
        return answer.body().replaceAll("\"traceId\"\\s*:\\s*\"[^\"]*\"", "").replaceAll("[0-9a-f-]{36}", "id");
    }
}
