package dev.tandem.endtoend.bench;

import dev.tandem.endtoend.TestPair;
import dev.tandem.local.Packaging;
import dev.tandem.local.Service;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** One build's packaged pair as it would be deployed, on a PostgreSQL of its own, with people who have accounts. */
final class Contestant implements AutoCloseable {

    /** In the product guessing is slow; here everybody calls from one address, as often as they can. */
    private static final List<String> THROTTLES = List.of(
            "THROTTLE_LOGINS_PER_ACCOUNT_AND_NETWORK",
            "THROTTLE_LOGINS_PER_DEVICE",
            "THROTTLE_LOGINS_PER_NETWORK",
            "THROTTLE_LOGINS_PER_ACCOUNT",
            "THROTTLE_SIGNUPS",
            "THROTTLE_SESSIONS",
            "WRITES_PER_NETWORK",
            "WRITES_PER_ACCOUNT",
            "THROTTLE_MAIL_REQUESTS");

    /** What a JVM image sets and finds in a container of 512 MB (docker-compose.yml); executables ignore it. */
    private static final String JVM_OPTIONS = "-XX:+UseSerialGC -Xms8m -Xmx256m";

    private final Build build;
    private final Packaging packaging;
    private final TestPair pair;
    private final People people;

    private Contestant(Build build, Packaging packaging, TestPair pair) {
        this.build = build;
        this.packaging = packaging;
        this.pair = pair;
        people = new People(pair.auth(), pair.todo());
    }

    static Contestant start(Build build, Packaging packaging, Pinning pinning) {
        var name = "bench-" + build.name() + "-" + packaging.name().toLowerCase(Locale.ROOT);
        var pair = TestPair.prepare(name, build.project(), packaging);
        try {
            THROTTLES.forEach(throttle -> pair.auth().with(throttle, "1000000/1d"));
            // One account makes as many to-dos as it can.
            pair.todo()
                    .with("QUOTA_TODOS", "1000000000")
                    .with("QUOTA_BYTES", "1T")
                    .with("QUOTA_IDEMPOTENCY_KEYS", "1000000000");
            List.of(pair.auth(), pair.todo())
                    .forEach(service -> service.launchedBy(pinning.launcher()).with("JAVA_TOOL_OPTIONS", JVM_OPTIONS));
            pair.start();
            return new Contestant(build, packaging, pair);
        } catch (RuntimeException | AssertionError e) {
            pair.close();
            throw e;
        }
    }

    Build build() {
        return build;
    }

    Packaging packaging() {
        return packaging;
    }

    String title() {
        return build.name() + (packaging == Packaging.JAR ? ", JVM" : ", native");
    }

    Service auth() {
        return pair.auth();
    }

    Service todo() {
        return pair.todo();
    }

    People people() {
        return people;
    }

    long postgres() {
        return pair.postgresPid();
    }

    /** A look at what is stored, past every permission. */
    Connection superuser(String database) throws SQLException {
        return pair.superuser(database);
    }

    @Override
    public void close() {
        pair.close();
    }
}
