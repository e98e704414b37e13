package dev.tandem.endtoend.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.endtoend.Answer;
import dev.tandem.local.Service;
import java.time.Duration;
import java.util.List;

/** What can be asked again in the same words. */
enum FixedRequest implements Operation {
    LIST("list of 20", 200) {
        @Override
        Request request(Contestant at) {
            return at.people().reads("/api/todos?limit=20");
        }

        @Override
        void checkBody(Contestant at, Answer answer) {
            assertEquals(People.TODOS, answer.json().getList("id").size());
        }
    },
    GET("get one", 200) {
        @Override
        Request request(Contestant at) {
            return at.people().readsOne();
        }

        @Override
        void checkBody(Contestant at, Answer answer) {
            assertEquals(at.people().todo(), answer.json().getString("id"));
        }
    },
    GET_UNCHANGED("get one, If-None-Match", 304) {
        @Override
        Request request(Contestant at) {
            var request = at.people().readsOne();
            return request.with("If-None-Match", request.send().header("ETag"));
        }

        @Override
        void checkBody(Contestant at, Answer answer) {
            assertEquals("", answer.body());
        }
    },
    CREATE("create", 201) {
        @Override
        Request request(Contestant at) {
            return at.people().writes();
        }

        @Override
        void checkBody(Contestant at, Answer answer) {
            assertTrue(answer.header("Location").endsWith(answer.json().getString("id")), answer::toString);
        }
    },
    BAD_SIGNATURE("401, bad signature", 401) {
        @Override
        Request request(Contestant at) {
            return at.people().readsWithABadSignature();
        }

        @Override
        void checkBody(Contestant at, Answer answer) {
            assertEquals("application/problem+json", answer.header("Content-Type"));
            assertEquals(401, answer.json().getInt("status"));
        }
    },
    ME("me", 200) {
        @Override
        Request request(Contestant at) {
            return at.people().me();
        }

        @Override
        public Service service(Contestant at) {
            return at.auth();
        }

        @Override
        void checkBody(Contestant at, Answer answer) {
            assertEquals(at.people().reader().id(), answer.json().getString("id"));
        }
    };

    private final String title;
    private final int status;

    FixedRequest(String title, int status) {
        this.title = title;
        this.status = status;
    }

    /** With an access token that was just issued: they live for minutes only. */
    abstract Request request(Contestant at);

    abstract void checkBody(Contestant at, Answer answer);

    @Override
    public String title() {
        return title;
    }

    @Override
    public Service service(Contestant at) {
        return at.todo();
    }

    @Override
    public List<Integer> connections() {
        return List.of(1, 16, 64);
    }

    @Override
    public void check(Contestant at) {
        checkBody(at, request(at).send().expecting(status));
    }

    @Override
    public Outcome load(Contestant at, int connections, Duration duration) {
        return Wrk.load(request(at), connections, duration).expecting(status >= 400);
    }
}
