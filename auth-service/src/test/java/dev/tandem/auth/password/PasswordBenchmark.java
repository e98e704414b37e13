package dev.tandem.auth.password;

import dev.tandem.auth.secret.RandomBytes;
import dev.tandem.kit.client.Network;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.net.InetAddress;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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

/** What a sign-up and a log-in spend on the password, and how much of that is bare bcrypt. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class PasswordBenchmark {

    private static final Network NETWORK = Network.of(InetAddress.getLoopbackAddress());

    private static final String PASSWORD = "violet umbrella nine";

    /** As the service has it unless told otherwise. */
    private record Config(int cost, int queue, int threads, String pepperId, String pepper) implements PasswordConfig {

        @Override
        public Optional<List<String>> previousPeppers() {
            return Optional.empty();
        }

        @Override
        public List<String> contextWords() {
            return List.of();
        }
    }

    private final Config config =
            new Config(12, 64, 0, "1", Base64.getEncoder().encodeToString(RandomBytes.ofLength(32)));
    private PasswordWork work;
    private PasswordHasher hasher;
    private PasswordHash stored;

    @Setup
    public void start() {
        var metrics = new SimpleMeterRegistry();
        work = new PasswordWork(config, () -> NETWORK, metrics);
        hasher = new PasswordHasher(config, new Peppers(config), work, metrics);
        stored = hasher.hash(PASSWORD);
    }

    @TearDown
    public void stop() {
        work.close();
    }

    @Benchmark
    public String bareBcrypt() {
        return BcryptUtil.bcryptHash(PASSWORD, config.cost(), RandomBytes.ofLength(16));
    }

    @Benchmark
    public PasswordHash hash() {
        return hasher.hash(PASSWORD);
    }

    @Benchmark
    public boolean matches() {
        return hasher.matches(PASSWORD, stored, Requester.of("ann"));
    }
}
