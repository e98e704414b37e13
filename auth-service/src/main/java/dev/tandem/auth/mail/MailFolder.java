package dev.tandem.auth.mail;

import io.vertx.ext.mail.mailencoder.EncodedPart;
import io.vertx.ext.mail.mailencoder.MailEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Leaves letters in a folder, each as a file that mail programs open: for the local run. */
final class MailFolder implements Transport {

    private static final Logger LOG = Logger.getLogger(MailFolder.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String from;

    MailFolder(MailConfig config) {
        this.folder = Path.of(config.folder().orElseThrow());
        this.from = config.from().orElseThrow();
    }

    @Override
    public void send(UUID id, Letter letter) throws IOException, MailRefused {
        var mail = new MailEncoder(Envelope.around(id, letter, from), null, "tandem").encodeMail();
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var file = folder.resolve("%s-%s.eml".formatted(TIME.format(letter.writtenAt()), id));
        var unfinished = Files.createTempFile(
                folder,
                id.toString(),
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, written(mail).replace("\n", "\r\n"));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        LOG.infof("Mail to %s: %s", letter.to(), file);
    }

    private static String written(EncodedPart part) {
        var text = new StringBuilder();
        part.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append('\n'));
        text.append('\n');
        if (part.parts() == null) {
            return text.append(part.body()).toString();
        }
        for (var inner : part.parts()) {
            text.append("--%s\n%s\n".formatted(part.boundary(), written(inner)));
        }
        return text.append("--%s--\n".formatted(part.boundary())).toString();
    }
}
