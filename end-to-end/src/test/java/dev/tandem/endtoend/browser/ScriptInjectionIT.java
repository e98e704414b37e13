package dev.tandem.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whatever people write is shown as they wrote it. That no page complains is looked at after every browser test: a
 * script that is tried and stopped by the policy would be a complaint too.
 */
@BrowserTest
class ScriptInjectionIT {

    private static final String IMAGE = "<img src=x onerror='window.ran=1;alert(1)'>";
    private static final String SHORT = "<svg onload=window.ran=1>";
    private static final String BREAKING_OUT = "</script><script>window.ran=1</script>'\"`--><b>";

    private final Site site;

    ScriptInjectionIT(Site site) {
        this.site = site;
    }

    @Test
    void aTodoIsTextInEveryField() {
        var ada = site.signUp("Ada");
        var dashboard = ada.openDashboard();
        dashboard.button("More").click();
        dashboard.page().getByLabel("Tags").fill(SHORT);
        dashboard.page().getByLabel("Notes").fill(BREAKING_OUT);
        dashboard.add(IMAGE);

        dashboard.shows(IMAGE);
        assertThat(dashboard.row(IMAGE)).containsText("#" + SHORT);
        dashboard.openDetails(IMAGE);
        var page = dashboard.page();
        assertThat(page).hasTitle(IMAGE + " · Tandem");
        page.reload();
        assertThat(page.getByLabel("Title")).hasValue(IMAGE);
        assertThat(page.getByLabel("Notes")).hasValue(BREAKING_OUT);
        assertThat(page.getByLabel("Tags")).hasValue(SHORT);
        dashboard.button("Delete").click();
        assertThat(dashboard.notification("Deleted “" + IMAGE + "”.")).isVisible();
        nothingRan(page);
    }

    @Test
    void aPersonIsTextInEveryField() {
        var account = new Account(
                IMAGE,
                Account.of("").email().replace("person", "o'neil+{{7*7}}&amp=1"),
                Account.of("").password());
        var device = site.newDevice(new Browser.NewContextOptions().setUserAgent(IMAGE + BREAKING_OUT));
        var page = device.open("/signup");
        new Entrance(page).signUp(account);

        assertThat(new Menu(page).button()).hasText(IMAGE);
        new Menu(page).follow("Account");
        assertThat(new AccountPage(page).card("E-mail address")).containsText(account.email());
        assertThat(page.getByLabel("What to call you")).hasValue(IMAGE);
        new Menu(page).follow("Devices and activity");
        var devices = page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("This device"));
        assertThat(devices).containsText(IMAGE + BREAKING_OUT);
        nothingRan(page);
    }

    @Test
    void anAddressIsTextToo() {
        var ada = site.signUp("Ada");
        for (var address : List.of(
                "/?q=" + encoded(IMAGE) + "&tag=" + encoded(SHORT) + "&sort=" + encoded(SHORT),
                "/login?next=" + encoded("javascript:window.ran=1"),
                "/login?next=" + encoded("//example.com/"),
                "/todos/" + encoded(inPath(IMAGE)),
                "/" + encoded(inPath(BREAKING_OUT)),
                "/verify-email#token=" + encoded(IMAGE),
                "/#" + encoded(IMAGE))) {
            var page = ada.device().open(address);
            assertThat(page.getByRole(AriaRole.MAIN)).isVisible();
            assertThat(page.getByText("One moment")).isHidden();
            assertThat(page).hasURL(Pattern.compile("^" + site.appAddress() + "/.*"));
            nothingRan(page);
            page.close();
        }
    }

    private static void nothingRan(Page page) {
        assertEquals(false, page.evaluate("'ran' in window"));
        assertEquals(
                0, page.locator("img, script:not([src]), [onerror], [onload]").count());
    }

    /** Without what no path of a page has: a name with a dot is a file's, and an encoded slash is refused. */
    private static String inPath(String text) {
        return text.replace(".", "").replace("/", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
