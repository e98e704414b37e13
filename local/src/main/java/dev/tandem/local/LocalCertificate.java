package dev.tandem.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for {@code localhost} and the authority that signed it, as PEM files. The authority's own key is thrown
 * away, so that a browser told to trust it trusts this one certificate and nothing that anyone could make later.
 *
 * @param certificate with the authority's behind it
 * @param key what only the owner can read
 * @param authority what browsers and clients are told to trust
 */
public record LocalCertificate(Path certificate, Path key, Path authority) {

    /** The longest that browsers accept is 398 days. */
    private static final int DAYS = 397;

    private static final Duration RENEWED_BEFORE_ITS_END = Duration.ofDays(7);
    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";
    private static final String HOST = "localhost";

    /** The one kept in {@code directory}, made where there is none or where it is about to expire. */
    public static LocalCertificate in(Path directory) {
        try {
            var kept = files(directory);
            if (!kept.isUsableAt(Instant.now())) {
                create(directory);
            }
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a client that trusts this authority alone. */
    public SSLContext trusted() {
        try {
            var anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry(AUTHORITY, read(authority));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(anchors);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isUsableAt(Instant time) throws IOException, GeneralSecurityException {
        return Files.exists(certificate)
                && Files.exists(key)
                && Files.exists(authority)
                && time.plus(RENEWED_BEFORE_ITS_END)
                        .isBefore(read(certificate).getNotAfter().toInstant());
    }

    private static LocalCertificate files(Path directory) {
        return new LocalCertificate(
                directory.resolve("localhost.crt"), directory.resolve("localhost.key"), directory.resolve("ca.crt"));
    }

    private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static void create(Path directory) throws IOException, GeneralSecurityException {
        PrivateFiles.directory(directory);
        var keyStore = directory.resolve("new.p12");
        Files.deleteIfExists(keyStore);
        try {
            keytool(
                    keyStore,
                    AUTHORITY,
                    "-dname",
                    "CN=Tandem on this machine",
                    "-ext",
                    "bc:c=ca:true,pathlen:0",
                    "-ext",
                    "ku:c=keyCertSign");
            keytool(
                    keyStore,
                    HOST,
                    "-signer",
                    AUTHORITY,
                    "-dname",
                    "CN=" + HOST,
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-ext",
                    "eku=serverAuth");
            var made = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
            var files = files(directory);
            PrivateFiles.write(
                    files.key,
                    pem("PRIVATE KEY", made.getKey(HOST, PASSWORD.toCharArray()).getEncoded()));
            PrivateFiles.write(files.authority, pem(made.getCertificate(AUTHORITY)));
            // Last, for its end is what the next run looks at.
            PrivateFiles.write(files.certificate, pem(made.getCertificateChain(HOST)));
        } finally {
            Files.deleteIfExists(keyStore);
        }
    }

    private static void keytool(Path keyStore, String alias, String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-validity",
                Integer.toString(DAYS),
                "-keystore",
                keyStore.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new CannotRun("No certificate could be made: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }

    private static String pem(Certificate... certificates) throws GeneralSecurityException {
        var pem = new StringBuilder();
        for (var certificate : certificates) {
            pem.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        return pem.toString();
    }

    private static String pem(String label, byte[] der) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(label, base64);
    }
}
