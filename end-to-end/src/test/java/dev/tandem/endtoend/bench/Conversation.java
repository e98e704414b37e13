package dev.tandem.endtoend.bench;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tandem.endtoend.Answer;
import dev.tandem.endtoend.Person;
import dev.tandem.local.Service;
import java.time.Duration;
import java.util.List;

/** What clients can't all say in the same words: each has a session or an account of its own. */
enum Conversation implements Operation {
    REFRESH("refresh") {
        @Override
        Answer turn(Person person) {
            return person.refresh();
        }

        @Override
        List<Person> clients(People people) {
            return people.refreshing();
        }
    },
    LOG_IN("log-in") {
        @Override
        Answer turn(Person person) {
            return person.logIn();
        }

        @Override
        List<Person> clients(People people) {
            return people.loggingIn();
        }
    };

    private final String title;

    Conversation(String title) {
        this.title = title;
    }

    abstract Answer turn(Person person);

    /** Each kind its own: who logs in often ends their oldest sessions. */
    abstract List<Person> clients(People people);

    @Override
    public String title() {
        return title;
    }

    @Override
    public Service service(Contestant at) {
        return at.auth();
    }

    @Override
    public List<Integer> connections() {
        return List.of(1, People.CLIENTS);
    }

    @Override
    public void check(Contestant at) {
        var answer = turn(clients(at.people()).getFirst()).expecting(200);
        assertNotNull(answer.accessToken());
    }

    @Override
    public Outcome load(Contestant at, int connections, Duration duration) {
        var clients = clients(at.people()).stream()
                .limit(connections)
                .<Runnable>map(person -> () -> turn(person).expecting(200))
                .toList();
        return ClosedLoop.load(clients, duration).expecting(false);
    }
}
