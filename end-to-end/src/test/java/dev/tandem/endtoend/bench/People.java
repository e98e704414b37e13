package dev.tandem.endtoend.bench;

import dev.tandem.endtoend.Person;
import dev.tandem.local.Service;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who asks, each with an account of their own at one contestant. */
final class People {

    static final int TODOS = 20;
    static final int CLIENTS = 16;

    private final Service auth;
    private final Service todoService;
    private final Person reader;
    private final Person writer;
    private final List<Person> refreshing;
    private final List<Person> loggingIn;
    private final String todo;

    People(Service auth, Service todoService) {
        this.auth = auth;
        this.todoService = todoService;
        reader = signUp();
        writer = signUp();
        refreshing = Stream.generate(this::signUp).limit(CLIENTS).toList();
        loggingIn = Stream.generate(this::signUp).limit(CLIENTS).toList();
        todo = IntStream.rangeClosed(1, TODOS)
                .mapToObj(i -> reader.addTodo("Water the plants on the balcony, day " + i))
                .toList()
                .getFirst();
    }

    Person reader() {
        return reader;
    }

    Person writer() {
        return writer;
    }

    List<Person> refreshing() {
        return refreshing;
    }

    List<Person> loggingIn() {
        return loggingIn;
    }

    /** One of the reader's. */
    String todo() {
        return todo;
    }

    Request reads(String path) {
        return Request.get(todoService.address(), path).bearer(token(reader));
    }

    Request readsOne() {
        return reads("/api/todos/" + todo);
    }

    Request readsWithABadSignature() {
        return Request.get(todoService.address(), "/api/todos?limit=20").bearer(otherwiseSigned(token(reader)));
    }

    Request writes() {
        var todo = """
                {"title": "Water the plants", "description": "The ones on the balcony", "tags": ["home"]}""";
        return Request.post(todoService.address(), "/api/todos", todo).bearer(token(writer));
    }

    Request me() {
        return Request.get(auth.address(), "/auth/me").bearer(token(reader));
    }

    private Person signUp() {
        return Person.signUp(auth.address(), todoService.address());
    }

    private static String token(Person person) {
        return person.refresh().expecting(200).accessToken();
    }

    /** Another first character: the last one is in part padding, and may mean the same. */
    private static String otherwiseSigned(String token) {
        var signature = token.lastIndexOf('.') + 1;
        var other = token.charAt(signature) == 'A' ? 'B' : 'A';
        return token.substring(0, signature) + other + token.substring(signature + 1);
    }
}
