package dev.tandem.auth.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.validation.constraints.AssertTrue;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailConfigTest {

    @Test
    void takesWhatIsComplete() {
        assertEquals(List.of(), objectionsTo(Map.of()));
        assertEquals(
                List.of(),
                objectionsTo(
                        Map.of("mail.delivery", "off", "mail.from", "", "mail.app-url", "", "mail.smtp.host", "")));
        assertEquals(
                List.of(),
                objectionsTo(Map.of("mail.delivery", "folder", "mail.folder", "/tmp/mail", "mail.smtp.host", "")));
        assertEquals(List.of(), objectionsTo(Map.of("mail.smtp.username", "tandem", "mail.smtp.password", "secret")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "mail.from=, MAIL_FROM",
        "mail.app-url=, APP_URL",
        "mail.smtp.host=, SMTP_HOST",
        "mail.delivery=folder, MAIL_FOLDER",
        "mail.delivery=off mail.verification-required=true, EMAIL_VERIFICATION_REQUIRED",
        "mail.smtp.username=tandem, SMTP_PASSWORD",
        "mail.smtp.password=secret, SMTP_USERNAME",
        "mail.smtp.username=tandem mail.smtp.password=secret mail.smtp.tls=none, SMTP_TLS",
        "mail.smtp.timeout=PT0S, SMTP_TIMEOUT",
        "mail.smtp.timeout=PT2M, SMTP_TIMEOUT",
    })
    void saysWhichVariableIsMissingOrWrong(String settings, String variable) {
        var deviations = Arrays.stream(settings.split(" "))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        var objections = objectionsTo(deviations);
        assertEquals(1, objections.size(), objections.toString());
        assertEquals(true, objections.getFirst().contains(variable), objections.toString());
    }

    private static List<String> objectionsTo(Map<String, String> deviations) {
        var config = Settings.with(deviations);
        return Arrays.stream(MailConfig.class.getMethods())
                .filter(method -> method.isAnnotationPresent(AssertTrue.class))
                .filter(method -> !holds(method, config))
                .map(method -> method.getAnnotation(AssertTrue.class).message())
                .toList();
    }

    private static boolean holds(Method method, MailConfig config) {
        try {
            return (boolean) method.invoke(config);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
