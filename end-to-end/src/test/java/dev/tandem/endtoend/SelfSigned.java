package dev.tandem.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost, as PEM files for the server and as the only one a client trusts. */
record SelfSigned(String certificateFile, String keyFile, SSLContext trustedOnly) {

    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "localhost";

    static SelfSigned in(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        var keyStoreFile = directory.resolve("localhost.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-alias",
                        ALIAS,
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keyStoreFile.toString())
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        var keyStore = KeyStore.getInstance(keyStoreFile.toFile(), PASSWORD.toCharArray());
        var certificate = keyStore.getCertificate(ALIAS);
        var key = keyStore.getKey(ALIAS, PASSWORD.toCharArray());
        return new SelfSigned(
                pem(directory.resolve("localhost.crt"), "CERTIFICATE", certificate.getEncoded()),
                pem(directory.resolve("localhost.key"), "PRIVATE KEY", key.getEncoded()),
                trusting(certificate));
    }

    private static String pem(Path file, String label, byte[] der) throws IOException {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label));
        return file.toString();
    }

    private static SSLContext trusting(java.security.cert.Certificate certificate)
            throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
