package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The rotation rule does not care which of several instances is asked. */
class RefreshReplicasIT {

    private static TestPair pair;
    private static Replicas auths;
    private static AuthDatabase database;
    private static Person person;

    private UUID session;
    private String first;

    @BeforeAll
    static void start() {
        pair = TestPair.prepare(RefreshReplicasIT.class);
        auths = Replicas.of(pair, pair.auth().with("PASSWORD_BCRYPT_COST", "4"), 2);
        auths.start();
        database = new AuthDatabase(pair);
        person = Person.signUp(pair);
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @BeforeEach
    void logIn() {
        var login = person.logIn().expecting(200);
        session = login.session();
        first = login.refreshToken();
    }

    @Test
    void fiftyRefreshesOfOneTokenOverBothGiveOneSuccessor() {
        var successors = atOnce(50, turn -> refresh(turn, first).expecting(200).refreshToken());
        assertEquals(1, Set.copyOf(successors).size(), successors::toString);
        refresh(1, successors.getFirst()).expecting(200);
    }

    @Test
    void theOtherGivesTheSameSuccessorOneSecondInsideTheGrace() {
        var second = refresh(0, first).expecting(200).refreshToken();
        database.rotatedAgo(session, 29);
        assertEquals(second, refresh(1, first).expecting(200).refreshToken());
        refresh(0, second).expecting(200);
    }

    @Test
    void theOtherEndsTheSessionOneSecondOutsideTheGrace() {
        var second = refresh(0, first).expecting(200).refreshToken();
        database.rotatedAgo(session, 31);
        refused(refresh(1, first));
        refused(refresh(0, first));
        refused(refresh(0, second));
        assertEquals("reuse", database.endReason(session));
    }

    @Test
    void anAncestorShownToTheOtherEndsItsSessionAloneEvenWithinTheGrace() {
        var others = List.of(person.logIn(), person.logIn());
        var second = refresh(0, first).expecting(200).refreshToken();
        var third = refresh(1, second).expecting(200).refreshToken();

        refused(refresh(0, first));

        refused(refresh(1, third));
        refused(refresh(0, second));
        assertEquals("reuse", database.endReason(session));
        for (var other : others) {
            refresh(1, other.refreshToken()).expecting(200);
        }
    }

    @Test
    void aLogOutAtOneLeavesNoTokenOfTheSessionGoodAtTheOther() {
        var second = refresh(0, first).expecting(200).refreshToken();
        logOut(0, second).expecting(204);
        refused(refresh(1, second));
        refused(refresh(1, first));
        assertEquals("logout", database.endReason(session));
    }

    @Test
    void aSessionEndedFromAnotherDeviceStaysEndedWithinTheGrace() {
        var refreshed = refresh(0, first).expecting(200);
        var elsewhere = person.logIn();
        Call.of("DELETE", auths.address(1), "/auth/sessions/" + session, null)
                .bearer(elsewhere.accessToken())
                .send()
                .expecting(204);
        refused(refresh(0, refreshed.refreshToken()));
        refused(refresh(0, first));
        assertEquals("ended", database.endReason(session));
        refresh(0, elsewhere.refreshToken()).expecting(200);
    }

    @RepeatedTest(10)
    void aRefreshThatMeetsALogOutDoesNotBringTheSessionBack() {
        var answers = atOnce(8, turn -> turn == 3 ? logOut(turn, first) : refresh(turn, first));

        answers.get(3).expecting(204);
        answers.stream()
                .filter(answer -> answer.status() == 200)
                .map(Answer::refreshToken)
                .forEach(successor -> refused(refresh(0, successor)));
        refused(refresh(1, first));
        assertEquals("logout", database.endReason(session));
    }

    private static <T> List<T> atOnce(int count, IntFunction<T> call) {
        try (var clients = Executors.newCachedThreadPool()) {
            var calls = IntStream.range(0, count)
                    .mapToObj(turn -> CompletableFuture.supplyAsync(() -> call.apply(turn), clients))
                    .toList();
            return calls.stream().map(CompletableFuture::join).toList();
        }
    }

    private static Answer refresh(int turn, String token) {
        return Person.refresh(auths.address(turn), token);
    }

    private static Answer logOut(int turn, String token) {
        return Call.post(auths.address(turn), "/auth/logout", "{\"refresh_token\": \"" + token + "\"}")
                .send();
    }

    private static void refused(Answer answer) {
        assertEquals("invalid_refresh_token", answer.expecting(401).json().getString("code"));
    }
}
