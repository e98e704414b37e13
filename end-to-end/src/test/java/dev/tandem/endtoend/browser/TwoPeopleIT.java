package dev.tandem.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

@BrowserTest
class TwoPeopleIT {

    private final Site site;

    TwoPeopleIT(Site site) {
        this.site = site;
    }

    @Test
    void seeNothingOfEachOther() {
        var ada = site.signUp("Ada");
        var bob = site.signUp("Bob");
        var id = ada.add("Only for Ada's eyes");
        bob.add("Bob's own");

        ada.openDashboard().shows("Only for Ada's eyes");
        bob.openDashboard().shows("Bob's own");
        var page = bob.device().open("/todos/" + id);

        assertThat(page.getByText("This to-do does not exist, or not any more."))
                .isVisible();
        assertThat(page.locator("body")).not().containsText("Only for Ada's eyes");
    }

    @Test
    void oneAfterTheOtherInOneBrowserFindNothingLeft() {
        var ada = site.signUp("Ada");
        var bob = site.signUp("Bob");
        ada.add("Only for Ada's eyes");
        var dashboard = ada.openDashboard();
        dashboard.shows("Only for Ada's eyes");
        dashboard.newTitle().fill("What Ada was about to write");

        new Menu(dashboard.page()).logOut();
        new Entrance(dashboard.page()).logIn(bob.account());

        assertThat(dashboard.page().getByText("A clear slate.")).isVisible();
        assertThat(dashboard.newTitle()).hasValue("");
        assertThat(dashboard.page().locator("body")).not().containsText("Ada");
        assertEquals(
                0,
                dashboard.page().evaluate("Object.values(localStorage).filter(text => text.includes('Ada')).length"));
    }
}
