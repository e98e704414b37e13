package dev.tandem.endtoend.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The menu at the top of every page that one sees when logged in. */
record Menu(Page page) {

    Locator button() {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Menu of "));
    }

    void follow(String link) {
        button().click();
        menu().getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(link))
                .click();
    }

    void logOut() {
        button().click();
        menu().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Log out"))
                .click();
    }

    private Locator menu() {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Account"));
    }
}
