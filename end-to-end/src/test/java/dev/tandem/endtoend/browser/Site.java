package dev.tandem.endtoend.browser;

import com.microsoft.playwright.Browser;
import dev.tandem.endtoend.Answer;
import dev.tandem.endtoend.Call;
import dev.tandem.endtoend.TestPair;
import dev.tandem.local.Service;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The running pair as one test sees it, and the devices it is used from. */
final class Site {

    /** How long anything on a page may take. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Path KEPT = TestPair.project().resolve("end-to-end/target/browser");

    private final Browser browser;
    private final TestPair pair;
    private final List<Device> devices = new ArrayList<>();

    Site(Browser browser, TestPair pair) {
        this.browser = browser;
        this.pair = pair;
    }

    Service auth() {
        return pair.auth();
    }

    URI authAddress() {
        return pair.auth().address();
    }

    URI appAddress() {
        return pair.todo().address();
    }

    /** A browser that was never here. */
    Device newDevice() {
        return newDevice(new Browser.NewContextOptions());
    }

    Device newDevice(Browser.NewContextOptions options) {
        var device = new Device(browser, appAddress(), options);
        devices.add(device);
        return device;
    }

    /** A new person with an account, whom a device of their own has logged in. */
    Member signUp(String name) {
        return signUp(Account.of(name), newDevice());
    }

    Member signUp(Account account, Device device) {
        var signedUp = Call.post(authAddress(), "/auth/signup", account.signup())
                .with("Origin", appAddress().toString())
                .send()
                .expecting(201);
        device.keepCookie(authAddress(), signedUp.header("Set-Cookie"));
        return new Member(account, device, appAddress(), signedUp.accessToken());
    }

    /** Logs in from somewhere that is no browser. */
    Answer logIn(Account account) {
        return Call.post(authAddress(), "/auth/login", account.credentials())
                .with("Origin", appAddress().toString())
                .send();
    }

    /** Whether todo-service takes this token, now. */
    boolean takes(String accessToken) {
        int status =
                Call.get(appAddress(), "/api/todos").bearer(accessToken).send().status();
        if (status != 200 && status != 401) {
            throw new AssertionError("Answered " + status);
        }
        return status == 200;
    }

    URI mailedLink(Account account, String page) {
        return pair.mailedLink(account.email(), page);
    }

    /** What no page of ours should ever give reason to. */
    List<String> complaints() {
        return devices.stream().flatMap(device -> device.complaints().stream()).toList();
    }

    /** Leaves pictures and traces of a test that failed. */
    void close(String test, boolean failed) {
        for (int i = 0; i < devices.size(); i++) {
            if (failed) {
                devices.get(i).keep(KEPT, test + "-" + (i + 1));
            }
            devices.get(i).close();
        }
    }
}
