package dev.tandem.auth.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.auth.audit.SecurityEventType;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.command.Command;
import dev.tandem.auth.command.Refusal;
import dev.tandem.auth.command.Terminal;
import dev.tandem.auth.password.PasswordHasher;
import dev.tandem.auth.rows.Rows;
import dev.tandem.auth.rows.UnreadableRow;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Takes users over with their bcrypt hashes, which are rewritten when each first logs in. What is committed stays, and
 * whoever is there is left alone, so that a run that was stopped is run again.
 */
@Singleton
class ImportCommand extends Command {

    static final String USAGE = """
            auth-service users import FILE         take users over from FILE.csv or FILE.jsonl; - reads stdin
                         --format csv|jsonl        what FILE is, where its name does not say so
                         --dry-run                 check everything, change nothing
                         --report FILE             list who was not imported, and why, there and not on stderr""";

    private static final int BATCH = 1000;

    private final UserRows users;
    private final PasswordHasher hasher;
    private final SecurityEvents events;
    private final ObjectMapper mapper;
    private final ReadWriteLock batches = new ReentrantReadWriteLock();
    private boolean stopped;

    ImportCommand(UserRows users, PasswordHasher hasher, SecurityEvents events, ObjectMapper mapper) {
        this.users = users;
        this.hasher = hasher;
        this.events = events;
        this.mapper = mapper;
    }

    @Override
    protected int perform(List<String> arguments, Terminal terminal) {
        var options = ImportOptions.of(arguments);
        try (var in = options.isStdin() ? terminal.in() : Files.newInputStream(Path.of(options.file()))) {
            if (options.report() == null) {
                return perform(options, in, terminal.err(), terminal);
            }
            try (var list = newFile(options.report())) {
                return perform(options, in, list, terminal);
            }
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw new Refusal("Can't open " + e.getFile() + ".");
        } catch (FileAlreadyExistsException e) {
            throw new Refusal(e.getFile() + " is there already.");
        } catch (UnreadableRow e) {
            throw new Refusal("The file %s.".formatted(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int perform(ImportOptions options, InputStream in, PrintStream list, Terminal terminal)
            throws IOException, UnreadableRow {
        var rows = options.format().read(in, mapper);
        rows.columns().ifPresent(users::check);
        var report = new ImportReport(list, terminal.err());
        try {
            takeOver(rows, options.dryRun(), report);
        } finally {
            terminal.err().println((options.dryRun() ? "Dry run: " : "") + report);
        }
        return report.isComplete() ? DONE : PARTLY_DONE;
    }

    private void takeOver(Rows rows, boolean dryRun, ImportReport report) throws IOException {
        var batch = new ArrayList<Candidate>();
        for (var row = rows.next(); row != null; row = rows.next()) {
            report.read();
            try {
                batch.add(new Candidate(row.place(), users.read(row)));
            } catch (UserRows.Refused e) {
                report.refused(row.place(), e.getMessage());
            }
            if (batch.size() == BATCH) {
                takeOver(batch, dryRun, report);
                batch.clear();
            }
        }
        takeOver(batch, dryRun, report);
    }

    private void takeOver(List<Candidate> batch, boolean dryRun, ImportReport report) {
        var people = batch.stream().map(Candidate::user).toList();
        Set<String> taken = unlessStopped(() -> new HashSet<>(
                QuarkusTransaction.requiringNew().call(() -> dryRun ? Account.unknownOf(people) : insert(people))));
        for (var candidate : batch) {
            if (taken.remove(candidate.user.email())) {
                report.imported(hasher.isCostly(candidate.user.passwordHash()));
            } else {
                report.known(candidate.place);
            }
        }
    }

    /** Ctrl-C waits for the batch that is being written, and no other is begun. */
    void stop(@Observes ShutdownEvent shutdown) {
        batches.writeLock().lock();
        stopped = true;
        batches.writeLock().unlock();
        awaitLastWords();
    }

    private <T> T unlessStopped(Supplier<T> batch) {
        batches.readLock().lock();
        try {
            if (stopped) {
                throw new Refusal("Stopped. What is imported stays; run it again to go on.");
            }
            return batch.get();
        } finally {
            batches.readLock().unlock();
        }
    }

    private Set<String> insert(List<ImportedUser> people) {
        var made = Account.insertUnknownOf(people);
        events.recordForEach(SecurityEventType.user_imported, made.values());
        return made.keySet();
    }

    private static PrintStream newFile(String name) throws IOException {
        return new PrintStream(
                Files.newOutputStream(Path.of(name), StandardOpenOption.CREATE_NEW), false, StandardCharsets.UTF_8);
    }

    private record Candidate(String place, ImportedUser user) {}
}
