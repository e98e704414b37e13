package dev.tandem.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.tandem.endtoend.TestPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page on a telephone, a tablet and a desk, in light and in dark: it fits, nothing jumps while it loads, axe finds
 * no barrier, and a picture of it is left in target/screenshots.
 */
@BrowserTest
class EveryPageIT {

    private static final int HEIGHT = 800;
    private static final double UNSEEN_SHIFT = 0.02;
    private static final Path SCREENSHOTS = TestPair.project().resolve("end-to-end/target/screenshots");
    private static final String AXE = axe();

    private final Site site;
    private final Account ada = Account.of("Ada Lovelace");
    private final List<String> faults = new ArrayList<>();

    EveryPageIT(Site site) {
        this.site = site;
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 768, 1280})
    void fitsStandsStillAndIsAccessible(int width) {
        var device = site.newDevice(
                new Browser.NewContextOptions().setViewportSize(width, HEIGHT).setReducedMotion(ReducedMotion.REDUCE));
        device.context().addInitScript("""
                window.shifted = 0
                new PerformanceObserver(list => list.getEntries().forEach(entry => {
                  window.shifted += entry.hadRecentInput ? 0 : entry.value
                })).observe({ type: 'layout-shift', buffered: true })""");
        var page = device.open("/login");

        var looks = new Looks(page, width);

        looks.at("log-in", "/login", heading("Log in"));
        looks.at("log-in-refused", this::beRefused);
        looks.at("sign-up", "/signup", heading("Sign up"));
        looks.at("sign-up-guessable", EveryPageIT::chooseABadPassword);
        looks.at("forgot-password", "/forgot-password", heading("Forgot your password?"));
        looks.at("reset-password", "/reset-password#token=x", heading("Choose a new password"));
        looks.at("reset-password-used", "/reset-password", text("has expired"));
        looks.at("verify-email", "/verify-email#token=x", heading("Confirm your address"));

        var member = site.signUp(ada, device);
        looks.at("empty", "/", text("A clear slate."));
        var train = fill(member);
        looks.at("dashboard", "/", text("Water the plants"));
        looks.at("menu", button("Menu of Ada Lovelace"));
        looks.at("moving", button("Move Call the dentist"));
        looks.at("deleted", EveryPageIT::deleteWhileMoving);
        looks.at("no-match", "/?q=nothing+like+it", text("Nothing matches."));
        looks.at("todo", "/todos/" + train, field("Notes"));
        looks.at("todo-gone", "/todos/00000000-0000-7000-8000-000000000000", heading("Not there"));
        site.logIn(ada).expecting(200);
        looks.at("devices", "/devices", text("Account made"));
        looks.at("devices-asking", button("Log out all other devices"));
        looks.at("account", "/account", text("Ask for a code"));
        looks.at("account-open", this::openEverything);
        looks.at("two-step", this::beginTwoStep);
        looks.at("recovery-codes", this::confirmTwoStep);
        looks.at("not-found", "/nothing/here", heading("Nothing here"));
        looks.at("new-todo", this::sayMore);
        looks.at("offline", EveryPageIT::addOffline);
        looks.at("second-step", this::logInAgain);

        Assertions.assertEquals(List.of(), faults);
    }

    private final class Looks {

        private final Page page;
        private final int width;

        Looks(Page page, int width) {
            this.page = page;
            this.width = width;
        }

        /** At a page as it has come up. */
        void at(String name, String path, Consumer<Page> isShown) {
            // Where only the fragment is new, a browser would not load the page.
            page.navigate("about:blank");
            page.navigate(site.appAddress().resolve(path).toString());
            isShown.accept(page);
            var shifted = ((Number) page.evaluate("window.shifted")).doubleValue();
            if (shifted > UNSEEN_SHIFT) {
                faults.add("%s at %d px jumps by %.3f".formatted(name, width, shifted));
            }
            look(name);
        }

        /** At what becomes of the page. */
        void at(String name, Consumer<Page> does) {
            does.accept(page);
            look(name);
        }

        private void look(String name) {
            // What is under the header that stays on top would be neither seen nor reached.
            page.evaluate("scrollTo(0, 0)");
            int needed = (int) page.evaluate("document.documentElement.scrollWidth");
            if (needed > width) {
                faults.add("%s at %d px is %d px wide".formatted(name, width, needed));
            }
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                var picture = "%s-%d-%s".formatted(name, width, scheme.name().toLowerCase(Locale.ROOT));
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                barriers(page).forEach(barrier -> faults.add(picture + ": " + barrier));
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setAnimations(ScreenshotAnimations.DISABLED)
                        .setPath(SCREENSHOTS.resolve(picture + ".png")));
            }
        }
    }

    /** What axe finds against WCAG 2.2, levels A and AA. */
    @SuppressWarnings("unchecked")
    private static List<String> barriers(Page page) {
        if ((boolean) page.evaluate("!('axe' in window)")) {
            page.evaluate(AXE);
        }
        return (List<String>) page.evaluate("""
                async () => {
                  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
                  const found = await axe.run({ runOnly: tags, resultTypes: ['violations'] })
                  return found.violations.flatMap(({ id, nodes }) =>
                    nodes.map(node => `${id}: ${node.target} ${node.failureSummary}`))
                }""");
    }

    /** Returns the id of the one with everything that a to-do can have. */
    private static String fill(Member member) {
        var today = LocalDate.now(Device.ZONE);
        member.addTodo("""
                {"title": "Send the invoice", "order": 1, "priority": "high", "tags": ["work"], "dueDate": "%s"}\
                """.formatted(today.minusDays(1)));
        member.addTodo("""
                {"title": "Call the dentist", "order": 3, "priority": "low", "dueDate": "%s"}""".formatted(today));
        member.addTodo("""
                {"title": "https://example.com/%s", "order": 4}""".formatted("a-very-long-address".repeat(6)));
        member.addTodo("""
                {"title": "Water the plants", "order": 5, "completed": true, "tags": ["home"]}""");
        return member.addTodo("""
                {"title": "Book the night train to Lisbon, and a room with a view of the river for all of the week", \
                "order": 2, "priority": "medium", "dueDate": "%s", "tags": ["travel", "somewhere warm", "family"], \
                "description": "The one before noon, and a seat by the window."}""".formatted(today.plusDays(3)));
    }

    private void beRefused(Page page) {
        new Entrance(page).logIn(ada);
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    }

    private static void chooseABadPassword(Page page) {
        new Entrance(page).password("Password").fill("password1234");
        assertThat(page.getByText("Add a few uncommon words")).isVisible();
    }

    private void sayMore(Page page) {
        page.navigate(site.appAddress().toString());
        text("Water the plants").accept(page);
        new Dashboard(page).button("More").click();
        new Dashboard(page).newTitle().fill("x".repeat(201));
        assertThat(page.getByText("At most 200 characters.")).isVisible();
    }

    /** What was picked up stays between the same two. */
    private static void deleteWhileMoving(Page page) {
        button("Delete Send the invoice").accept(page);
        assertThat(page.locator(".todo .title")).hasCount(4);
        assertThat(page.locator(".todo .title").nth(1)).hasText("Call the dentist");
    }

    private void openEverything(Page page) {
        var account = new AccountPage(page);
        account.press("E-mail address", "Change the address");
        account.press("Password", "Change the password");
        account.press("Two-step log-in", "Turn on");
        account.press("Delete the account", "Delete my account");
    }

    private void beginTwoStep(Page page) {
        var account = new AccountPage(page);
        account.fill("Two-step log-in", "Your password", ada.password());
        account.press("Two-step log-in", "Go on");
        assertThat(page.getByLabel("QR code for your authenticator app")).isVisible();
    }

    private void confirmTwoStep(Page page) {
        var account = new AccountPage(page);
        var key = page.locator(".secret").textContent();
        account.fill("Two-step log-in", "Code", Authenticator.of(key).code(0));
        account.press("Two-step log-in", "Turn on");
        assertThat(page.getByLabel("Recovery codes")).isVisible();
    }

    private static void addOffline(Page page) {
        new Dashboard(page).newTitle().fill("");
        new Dashboard(page).button("Less").click();
        page.context().setOffline(true);
        new Dashboard(page).add("Written on the train");
        assertThat(page.getByText("You are offline.")).isVisible();
    }

    private void logInAgain(Page page) {
        page.context().setOffline(false);
        assertThat(page.getByText("You are offline.")).isHidden();
        new Menu(page).logOut();
        new Entrance(page).logIn(ada);
        heading("Second step").accept(page);
    }

    private static String axe() {
        try {
            return Files.readString(
                    TestPair.project().resolve("todo-service/src/main/webui/node_modules/axe-core/axe.min.js"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Consumer<Page> heading(String name) {
        return page -> new Entrance(page).isShown(name);
    }

    private static Consumer<Page> text(String text) {
        return page -> assertThat(page.getByText(text).first()).isVisible();
    }

    private static Consumer<Page> field(String label) {
        return page -> assertThat(page.getByLabel(label)).isVisible();
    }

    private static Consumer<Page> button(String name) {
        return page -> new Dashboard(page).button(name).click();
    }
}
