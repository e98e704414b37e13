package dev.tandem.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tandem.endtoend.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A session outlives its access tokens, which are good for a few seconds only here. */
@BrowserTest(accessTokenLifetime = "6s")
class SessionIT {

    private final Site site;

    SessionIT(Site site) {
        this.site = site;
    }

    @Test
    void threeTabsThatRefreshAtOnceSendOneRequestAtATime() {
        var ada = site.signUp("Ada");
        ada.add("Water the plants");
        var refreshes = Requests.to("/auth/refresh", ada.device().context());
        var tabs = Stream.generate(ada::openDashboard).limit(3).toList();
        tabs.forEach(tab -> tab.shows("Water the plants"));

        int before = refreshes.answers().size();
        tabs.getFirst().page().waitForCondition(() -> refreshes.answers().size() >= before + 2);
        // All of them, all at the same moment.
        tabs.forEach(tab -> tab.page().evaluate("setTimeout(() => location.reload(), 1000 - Date.now() % 1000)"));
        int again = refreshes.answers().size();
        tabs.getFirst().page().waitForCondition(() -> refreshes.answers().size() >= again + 3);

        assertEquals(1, refreshes.atOnce());
        assertEquals(List.of(200), refreshes.answers().stream().distinct().toList());
        for (var tab : tabs) {
            tab.shows("Water the plants");
            tab.tick("Water the plants");
            assertThat(tab.row("Water the plants")).isVisible();
        }
    }

    /** As on a laptop that slept: the page's clock did not count the time in which the token came to its end. */
    @Test
    void anEditIsSavedThoughTheTokenHasExpiredMeanwhile() {
        var ada = site.signUp("Ada");
        ada.add("Water the plants");
        var device = ada.device();
        device.context().addInitScript("const asleep = performance.now(); performance.now = () => asleep");
        var tokens = Requests.to("/auth/refresh", device.context());
        var todos = Requests.to("/api/todos", device.context());
        var dashboard = ada.openDashboard();
        dashboard.shows("Water the plants");
        dashboard.button("Edit Water the plants").click();
        var title = dashboard.page().getByLabel("Title");
        title.fill("Water the plants and the neighbour's");

        eventually("the page's token is over", () -> !site.takes(todos.bearer()));
        int refreshed = tokens.answers().size();
        title.press("Enter");

        dashboard.shows("Water the plants and the neighbour's");
        dashboard
                .page()
                .waitForCondition(
                        () -> todos.answers().contains(401) && todos.answers().getLast() == 200);
        assertEquals(refreshed + 1, tokens.answers().size());
        dashboard.page().reload();
        dashboard.shows("Water the plants and the neighbour's");
    }

    @Test
    void anOutageOfAuthServiceLogsNobodyOutAndLosesNothing() {
        var ada = site.signUp("Ada");
        var device = ada.device();
        var refreshes = Requests.to("/auth/refresh", device.context());
        var dashboard = ada.openDashboard();
        var page = dashboard.page();
        assertThat(page.getByText("A clear slate.")).isVisible();

        site.auth().kill();
        try {
            page.waitForCondition(() -> refreshes.failures() > 0);
            dashboard.add("Written in the dark");
            assertThat(page.getByText("One change is kept here and will be saved."))
                    .isVisible();
            dashboard.shows("Written in the dark");
            page.reload();
            assertThat(page.getByText("You are not logged out.")).isVisible();
        } finally {
            site.auth().start();
            site.auth().awaitReady();
        }

        // The longer nobody answered, the longer the page waits before it asks again.
        assertThat(page.getByText("Written in the dark"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        assertThat(page.getByText("kept here")).isHidden();
        page.reload();
        dashboard.shows("Written in the dark");
    }
}
