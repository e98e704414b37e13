package dev.tandem.auth.token;

import dev.tandem.auth.key.OneKey;
import java.security.GeneralSecurityException;
import java.time.Duration;
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
import org.openjdk.jmh.annotations.Warmup;

/** What an access token costs: claims, JSON and an RSA signature. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AccessTokensBenchmark {

    private record Config(String issuer, Duration lifetime) implements TokenConfig {}

    private final UUID account = UUID.randomUUID();
    private final UUID session = UUID.randomUUID();
    private AccessTokens tokens;

    @Setup
    public void start() throws GeneralSecurityException {
        var config = new Config("https://auth.example.com", Duration.ofMinutes(5));
        tokens = new AccessTokens(config, new TokenSigner(config, new OneKey()));
    }

    @Benchmark
    public AccessToken issue() {
        return tokens.issue(account, session);
    }
}
