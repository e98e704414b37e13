package dev.tandem.todo.token;

import static dev.tandem.todo.fixture.Eventually.eventually;

import dev.tandem.todo.fixture.TestIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to tell whose token it is. Nothing is fetched meanwhile, and no session has ended. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class VerificationBenchmark {

    private TestIssuer issuer;
    private JwksKeySet keys;
    private RevokedSessions revoked;
    private VerifiedTokens tokens;
    private AccessTokenVerifier verifier;
    private String token;
    private String spoilt;

    @Setup
    public void start() {
        issuer = new TestIssuer();
        issuer.publishNewKey();
        var metrics = new SimpleMeterRegistry();
        var client = new AuthServiceClient(Optional.empty());
        var settings = Settings.auth(issuer, Map.of("auth.refresh-every", "1h"));
        keys = new JwksKeySet(new JwksClient(settings, client), settings, metrics);
        keys.start(null);
        var feed = Settings.of(RevocationConfig.class, Map.of("revocations.url", RevocationConfig.OFF));
        revoked = new RevokedSessions(client, feed, metrics);
        tokens = new VerifiedTokens(keys, revoked);
        verifier = new AccessTokenVerifier(new TokenRules(keys, settings), revoked, tokens, settings, metrics);
        eventually(() -> keys.isUsable());
        token = issuer.token(UUID.randomUUID()).signed();
        spoilt = spoilt(token);
        if (verifier.verify(token).isEmpty() || verifier.verify(spoilt).isPresent()) {
            throw new IllegalStateException("Not judged as meant");
        }
    }

    @TearDown
    public void stop() {
        keys.stop(null);
        revoked.stop(null);
        issuer.close();
    }

    @Benchmark
    public Optional<SecurityIdentity> firstLook() {
        return verifier.verify(token);
    }

    @Benchmark
    public Optional<SecurityIdentity> seenBefore() {
        return tokens.find(token);
    }

    @Benchmark
    public Optional<SecurityIdentity> wrongSignature() {
        return verifier.verify(spoilt);
    }

    /** Begins with what is less than any modulus, so that RSA does its work before it says no. */
    private static String spoilt(String token) {
        var signature = token.lastIndexOf('.') + 1;
        var other = token.charAt(signature) == 'A' ? 'B' : 'A';
        return token.substring(0, signature) + other + token.substring(signature + 1);
    }
}
