package dev.tandem.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCertificateTest {

    @TempDir
    Path directory;

    @Test
    void itsAuthoritySignedItForThisMachineAlone() throws Exception {
        var made = LocalCertificate.in(directory);

        var certificate = read(made.certificate());
        var authority = read(made.authority());
        certificate.verify(authority.getPublicKey());
        assertEquals(
                Set.of("localhost", "127.0.0.1"),
                certificate.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1))
                        .collect(Collectors.toSet()));
        assertEquals(-1, certificate.getBasicConstraints(), "it could sign others");
        assertTrue(authority.getBasicConstraints() >= 0);
    }

    @Test
    void theAuthoritysKeyIsGoneAndTheOtherIsPrivate() throws Exception {
        var made = LocalCertificate.in(directory);

        try (var files = Files.list(directory)) {
            assertEquals(Set.of(made.certificate(), made.key(), made.authority()), files.collect(Collectors.toSet()));
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made.key())));
    }

    @Test
    void itIsKeptUntilItIsAboutToEnd() throws Exception {
        var made = LocalCertificate.in(directory);
        var first = Files.readAllBytes(made.certificate());

        LocalCertificate.in(directory);
        assertArrayEquals(first, Files.readAllBytes(made.certificate()));

        var end = read(made.certificate()).getNotAfter().toInstant();
        assertTrue(made.isUsableAt(end.minus(Duration.ofDays(8))));
        assertFalse(made.isUsableAt(end.minus(Duration.ofDays(6))));
        assertTrue(end.isBefore(Instant.now().plus(Duration.ofDays(398))), "browsers refuse it");
    }

    @Test
    void whatIsMissingIsMadeAgain() throws Exception {
        var made = LocalCertificate.in(directory);
        Files.delete(made.key());

        assertTrue(Files.exists(LocalCertificate.in(directory).key()));
    }

    private static X509Certificate read(Path file) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }
}
