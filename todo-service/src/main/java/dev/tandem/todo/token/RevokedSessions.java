package dev.tandem.todo.token;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The sessions that ended while an access token of theirs may still live, in memory: asking never waits. auth-service
 * is asked in the background for what is new. While it does not answer, a token is bounded by its own life.
 */
@Singleton
class RevokedSessions {

    private static final Logger LOG = Logger.getLogger(RevokedSessions.class);

    /** A poll that hangs must leave time for the next within the two seconds that are promised. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    private static final int LARGEST_ANSWER = 4 * 1024 * 1024;
    private static final int MOST_SESSIONS = 100_000;

    private final AuthServiceClient authService;
    private final RevocationConfig settings;
    private final Map<String, Instant> sessions = new ConcurrentHashMap<>();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("revocations").daemon().factory());

    private volatile long confirmedAt;
    private volatile boolean known;
    private String cursor;
    private Duration pause;
    private boolean failing;

    RevokedSessions(AuthServiceClient authService, RevocationConfig settings, MeterRegistry metrics) {
        this.authService = authService;
        this.settings = settings;
        this.pause = settings.pollEvery();
        Gauge.builder("token.revocations", sessions, Map::size)
                .description("Ended sessions whose access tokens are refused")
                .register(metrics);
        TimeGauge.builder("token.revocations.age", this, TimeUnit.SECONDS, RevokedSessions::ageInSeconds)
                .description("Time since auth-service last told which sessions ended; NaN until it first did")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        settings.feed()
                .ifPresentOrElse(
                        feed -> worker.execute(() -> poll(feed)),
                        () -> LOG.info("Ended sessions are not asked for: their access tokens live on for minutes"));
    }

    void stop(@Observes ShutdownEvent event) {
        worker.shutdownNow();
    }

    boolean contains(String session) {
        return sessions.containsKey(session);
    }

    private void poll(URI feed) {
        var now = Instant.now();
        sessions.values().removeIf(until -> until.isBefore(now));
        pause = fetch(feed) ? settings.pollEvery() : longer(pause);
        worker.schedule(() -> poll(feed), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean fetch(URI feed) {
        try {
            var list = ask(feed);
            list.sessions().forEach(this::refuse);
            cursor = list.next();
            confirmedAt = System.nanoTime();
            known = true;
            if (failing) {
                LOG.info("auth-service tells again which sessions ended");
                failing = false;
            }
            return true;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                LOG.warnf("auth-service does not tell which sessions ended (%s); asking on", e);
                failing = true;
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private RevocationList ask(URI feed) throws IOException, InterruptedException {
        var url = cursor == null
                ? feed
                : URI.create(feed + "?after=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
        var response = authService.get(HttpRequest.newBuilder(url), ANSWER_LIMIT, LARGEST_ANSWER);
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return RevocationList.parse(new String(response.body(), StandardCharsets.UTF_8));
    }

    private void refuse(String session, Instant until) {
        var latest = Instant.now().plus(settings.keepAtMost());
        if (sessions.size() < MOST_SESSIONS) {
            sessions.putIfAbsent(session, until.isBefore(latest) ? until : latest);
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private double ageInSeconds() {
        return known ? Duration.ofNanos(System.nanoTime() - confirmedAt).toMillis() / 1000.0 : Double.NaN;
    }
}
