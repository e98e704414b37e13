package dev.tandem.auth.account;

import dev.tandem.auth.command.Command;
import dev.tandem.auth.command.Refusal;
import dev.tandem.auth.command.Terminal;
import dev.tandem.auth.mail.CanonicalAddress;
import dev.tandem.auth.mail.Mails;
import dev.tandem.auth.secondfactor.Authenticators;
import dev.tandem.auth.session.Sessions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What operators may do for people: take them over from elsewhere, or help one who is in trouble. */
@Singleton
public class UsersCommand extends Command {

    public static final String USAGE = """
            %s
            auth-service users log-out USER        end all sessions of USER, an e-mail address or an id
            auth-service users send-reset USER     mail USER a link to choose a new password
            auth-service users disable-two-factor USER
                                                   have USER log in with the password alone""".formatted(ImportCommand.USAGE);

    private final ImportCommand importing;
    private final Sessions sessions;
    private final PasswordReset reset;
    private final Authenticators authenticators;
    private final Mails mails;

    UsersCommand(
            ImportCommand importing,
            Sessions sessions,
            PasswordReset reset,
            Authenticators authenticators,
            Mails mails) {
        this.importing = importing;
        this.sessions = sessions;
        this.reset = reset;
        this.authenticators = authenticators;
        this.mails = mails;
    }

    @Override
    protected int perform(List<String> arguments, Terminal terminal) {
        if (arguments.size() > 1 && arguments.get(1).equals("import")) {
            return importing.run(arguments, terminal);
        }
        if (arguments.size() != 3) {
            throw Refusal.usage(USAGE);
        }
        terminal.out().println(help(arguments.get(1), arguments.get(2)));
        return DONE;
    }

    private String help(String command, String user) {
        return switch (command) {
            case "log-out" -> with(user, this::logOut);
            case "send-reset" -> with(user, this::sendReset);
            case "disable-two-factor" -> with(user, this::disableTwoFactor);
            default -> throw Refusal.usage(USAGE);
        };
    }

    private String logOut(Account account) {
        int ended = sessions.endAllForOperator(account.id);
        return "%s: %d %s ended.".formatted(account.id, ended, ended == 1 ? "session" : "sessions");
    }

    private String sendReset(Account account) {
        if (mails.isOff()) {
            throw new Refusal("This service sends no mail: MAIL_DELIVERY is off.");
        }
        reset.sendForOperator(account);
        return account.id + ": the mail goes out with the next that the service sends.";
    }

    private String disableTwoFactor(Account account) {
        if (!authenticators.disableForOperator(account.id)) {
            throw new Refusal(account.id + ": two-factor log-in is off already.");
        }
        return account.id + ": two-factor log-in is off.";
    }

    private static String with(String user, Function<Account, String> action) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var account = user.contains("@")
                    ? Account.lockByEmail(CanonicalAddress.orAsTyped(user))
                    : Account.lock(idOf(user));
            if (account == null) {
                throw nobody(user);
            }
            return action.apply(account);
        });
    }

    private static UUID idOf(String user) {
        try {
            return UUID.fromString(user);
        } catch (IllegalArgumentException e) {
            throw nobody(user);
        }
    }

    private static Refusal nobody(String user) {
        return new Refusal("Nobody has the address or the id " + user + ".");
    }
}
