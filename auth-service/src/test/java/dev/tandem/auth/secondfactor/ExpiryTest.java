package dev.tandem.auth.secondfactor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.housekeeping.Expiring;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Database.class)
class ExpiryTest {

    @Inject
    @All
    List<Expiring> kinds;

    @Test
    void forgetsLogInsThatWereNeverCompleted() {
        var member = Member.enrolled();
        member.token();
        Database.update(
                "update pending_login set expires_at = expires_at - interval '6 minutes' where account_id = ?",
                member.id());
        member.token();
        tidy();
        assertEquals(1L, count("pending_login", member.id()));
    }

    @Test
    void forgetsEnrolmentsThatWereNeverConfirmed() {
        var confirmed = Member.enrolled();
        var person = Person.unique();
        var session = person.signUp();
        var id = UUID.fromString(session.path("user.id"));
        Member.begin(person, session);
        tidy();
        assertEquals(1L, count("authenticator", id));
        Database.update("update authenticator set created_at = created_at - interval '61 minutes'");
        tidy();
        assertEquals(0L, count("authenticator", id));
        assertEquals(1L, count("authenticator", confirmed.id()));
    }

    @Test
    void forgetsWrongCodesThatCountNoMore() {
        var member = Member.enrolled();
        member.logIn(member.phone().wrongCode());
        Database.update("update wrong_code set at = at - interval '25 hours' where account_id = ?", member.id());
        member.logIn(member.phone().wrongCode());
        tidy();
        assertEquals(1L, count("wrong_code", member.id()));
    }

    private void tidy() {
        kinds.forEach(kind -> QuarkusTransaction.requiringNew().run(() -> kind.deleteExpired(1000)));
    }

    private static Object count(String table, UUID account) {
        return Database.query("select count(*) from " + table + " where account_id = ?", account);
    }
}
