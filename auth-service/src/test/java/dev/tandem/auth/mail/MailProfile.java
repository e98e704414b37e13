package dev.tandem.auth.mail;

import dev.tandem.auth.Database;
import dev.tandem.local.Ports;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service sends real mail: with STARTTLS and a password, to a server that tests start as {@link Mailbox}. */
public class MailProfile implements QuarkusTestProfile {

    static final String USERNAME = "tandem";
    static final String PASSWORD = "smtp password";
    static final String APP = "https://todo.example.com";

    private static final String PORT = "test.smtp.port";

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Database.class, settings()));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    protected Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "MAIL_DELIVERY",
                "smtp",
                "MAIL_FROM",
                "Tandem <no-reply@tandem.example>",
                "APP_URL",
                APP,
                "SMTP_HOST",
                "localhost",
                "SMTP_PORT",
                Integer.toString(port()),
                "SMTP_USERNAME",
                USERNAME,
                "SMTP_PASSWORD",
                PASSWORD,
                "SMTP_CA_FILE",
                SmtpCertificate.get().pem().toString(),
                "SMTP_TIMEOUT",
                "5s"));
    }

    /** Where the service expects the server. A system property: profile and test are in different class loaders. */
    static int port() {
        return Integer.parseInt(
                (String) System.getProperties().computeIfAbsent(PORT, _ -> Integer.toString(Ports.anyFree())));
    }
}
