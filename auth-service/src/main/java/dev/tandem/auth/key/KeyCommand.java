package dev.tandem.auth.key;

import dev.tandem.auth.command.Command;
import dev.tandem.auth.command.Refusal;
import dev.tandem.auth.command.Terminal;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/** What operators may ask about the signing keys and do to them. Replicas follow within {@code KEY_RELOAD_INTERVAL}. */
@Singleton
public class KeyCommand extends Command {

    public static final String USAGE = """
            auth-service keys list                 show the keys and their states
            auth-service keys rotate               sign with the next key, unless it is too new for every verifier to know it
            auth-service keys rotate --now         sign with the next key even so
            auth-service keys drop KID             take a leaked key, and all tokens it signed, out of use at once""";

    private final KeyRotation rotation;

    KeyCommand(KeyRotation rotation) {
        this.rotation = rotation;
    }

    @Override
    protected int perform(List<String> arguments, Terminal terminal) {
        terminal.out().println(answer(arguments));
        return DONE;
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
        throw Refusal.usage(USAGE);
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
}
