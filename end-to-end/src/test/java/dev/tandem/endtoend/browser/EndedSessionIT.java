package dev.tandem.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tandem.endtoend.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

@BrowserTest
class EndedSessionIT {

    private final Site site;

    EndedSessionIT(Site site) {
        this.site = site;
    }

    @Test
    void whoIsLoggedOutFromElsewhereIsToldAndLosesNothingTyped() {
        var ada = site.signUp("Ada");
        ada.add("Water the plants");
        var here = ada.openDashboard();
        var other = site.newDevice();
        var tokens = Requests.to("/api/todos", other.context());
        var there = new Dashboard(other.open("/"));
        new Entrance(there.page()).logIn(ada.account());
        there.shows("Water the plants");
        there.newTitle().fill("Half a thought");

        new Menu(here.page()).follow("Devices and activity");
        var devices = here.page()
                .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Where you are logged in"))
                .getByRole(AriaRole.LISTITEM);
        devices.filter(new Locator.FilterOptions().setHasNotText("This device"))
                .getByRole(AriaRole.BUTTON)
                .click();
        assertThat(devices).hasCount(1);

        eventually("todo-service has heard of it", () -> !site.takes(tokens.bearer()));
        there.tick("Water the plants");
        assertThat(there.page().getByText("Your session has ended.")).isVisible();
        assertEquals("{}", there.page().evaluate("JSON.stringify({...localStorage})"));
        new Entrance(there.page()).logIn(ada.account());
        there.shows("Water the plants");
        assertThat(there.newTitle()).hasValue("Half a thought");
    }
}
