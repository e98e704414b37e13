package dev.tandem.auth.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate for localhost, made once per run. */
record SmtpCertificate(Path keyStore, Path pem) {

    private static final String PASSWORD = "changeit";
    private static final String DIRECTORY = "test.smtp.certificate";

    static SmtpCertificate get() {
        var directory = Path.of((String) System.getProperties().computeIfAbsent(DIRECTORY, _ -> make()));
        return new SmtpCertificate(directory.resolve("localhost.p12"), directory.resolve("localhost.pem"));
    }

    /** For a server that shows it. */
    SSLContext context() throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static String make() {
        try {
            var directory = Files.createTempDirectory("smtp-certificate");
            var certificate =
                    new SmtpCertificate(directory.resolve("localhost.p12"), directory.resolve("localhost.pem"));
            var store = List.of(
                    "-alias", "localhost", "-storepass", PASSWORD, "-keystore", certificate.keyStore.toString());
            keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
            keytool(store, "-exportcert", "-rfc", "-file", certificate.pem.toString());
            return directory.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(List<String> store, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(store);
        var keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
    }
}
