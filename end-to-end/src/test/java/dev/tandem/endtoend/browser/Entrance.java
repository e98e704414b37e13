package dev.tandem.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The pages that one sees before logging in. */
record Entrance(Page page) {

    void signUp(Account account) {
        email().fill(account.email());
        page.getByLabel("Name (optional)").fill(account.name());
        password("Password").fill(account.password());
        submit("Sign up");
    }

    void logIn(Account account) {
        email().fill(account.email());
        password("Password").fill(account.password());
        submit("Log in");
    }

    void isShown(String heading) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading)))
                .isVisible();
    }

    Locator email() {
        // The account page, which may still be shown, has a card of this name.
        return page.getByRole(
                AriaRole.TEXTBOX,
                new Page.GetByRoleOptions().setName("E-mail address").setExact(true));
    }

    Locator password(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    void submit(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    void follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link)).click();
    }
}
