package dev.tandem.auth.key;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;

/** What operators may ask about the signing keys and do to them. Replicas follow within {@code KEY_RELOAD_INTERVAL}. */
@Singleton
public class KeyCommand implements QuarkusApplication {

    private static final String USAGE = """
            usage: keys list           show the keys and their states
                   keys rotate         sign with the next key, unless it is too new for every verifier to know it
                   keys rotate --now   sign with the next key even so
                   keys drop KID       take a leaked key, and all tokens it signed, out of use at once""";

    private final KeyRotation rotation;

    KeyCommand(KeyRotation rotation) {
        this.rotation = rotation;
    }

    @Override
    public int run(String... arguments) {
        return run(List.of(arguments), System.out, System.err);
    }

    int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            out.println(answer(arguments));
            return 0;
        } catch (Refusal e) {
            err.println(e.getMessage());
        } catch (RuntimeException e) {
            err.println("Failed: " + rootOf(e).getMessage());
        }
        return 1;
    }

    private String answer(List<String> arguments) {
        var command = String.join(" ", arguments);
        if (command.equals("keys list")) {
            return list();
        }
        if (command.equals("keys rotate")) {
            if (!rotation.rotate()) {
                throw new Refusal("The next key has not been published for %d minutes; --now rotates even so."
                        .formatted(KeySchedule.PUBLISHED_BEFORE_SIGNING.toMinutes()));
            }
            return "Rotated.\n" + list();
        }
        if (command.equals("keys rotate --now")) {
            rotation.rotateNow();
            return "Rotated.\n" + list();
        }
        if (command.startsWith("keys drop ") && arguments.size() == 3) {
            if (!rotation.drop(arguments.getLast())) {
                throw new Refusal("No key in use is " + arguments.getLast() + ".");
            }
            return "Dropped.\n" + list();
        }
        throw new Refusal(USAGE);
    }

    private static String list() {
        List<SigningKey> keys = QuarkusTransaction.requiringNew().call(SigningKey::published);
        var lines = keys.stream()
                .sorted(Comparator.comparing((SigningKey key) -> key.state).reversed())
                .map(key -> "%s  %-8s  created %s%s%s"
                        .formatted(
                                key.kid,
                                key.state,
                                key.createdAt,
                                key.activatedAt == null ? "" : ", signs since " + key.activatedAt,
                                key.stoppedAt == null ? "" : ", until " + key.stoppedAt))
                .toList();
        return String.join("\n", lines);
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }

    private static class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }
    }
}
