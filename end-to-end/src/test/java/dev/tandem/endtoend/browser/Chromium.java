package dev.tandem.endtoend.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.tandem.local.LocalCertificate;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own browser; none is ever downloaded. */
final class Chromium {

    private static final String CHOSEN = System.getenv("TANDEM_BROWSER");
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Path ON_MACOS = Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private Chromium() {}

    /** Why there can be no browser tests, if there can't. */
    static Optional<String> missing() {
        if (executable().isEmpty()) {
            return Optional.of(
                    CHOSEN == null
                            ? "no Chromium or Chrome was found. Install one, or say where it is in TANDEM_BROWSER."
                            : "TANDEM_BROWSER is no program: " + CHOSEN);
        }
        return onPath("node").isEmpty() ? Optional.of("they and the browser app need Node.js.") : Optional.empty();
    }

    static Playwright driver() {
        return Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        onPath("node").orElseThrow().toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    }

    /** Trusts, besides what it always does, this one certificate. */
    static Browser launch(Playwright driver, LocalCertificate trusted) {
        // Without a sandbox, which containers and root don't have: no pages but our own are opened.
        return driver.chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable().orElseThrow())
                        .setChromiumSandbox(false)
                        .setArgs(List.of(
                                "--ignore-certificate-errors-spki-list=" + publicKeyHash(trusted),
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    private static Optional<Path> executable() {
        if (CHOSEN != null) {
            return Optional.of(Path.of(CHOSEN)).filter(Files::isExecutable);
        }
        return NAMES.stream()
                .flatMap(name -> onPath(name).stream())
                .findFirst()
                .or(() -> Optional.of(ON_MACOS).filter(Files::isExecutable));
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String publicKeyHash(LocalCertificate certificate) {
        try (var in = Files.newInputStream(certificate.certificate())) {
            var key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
