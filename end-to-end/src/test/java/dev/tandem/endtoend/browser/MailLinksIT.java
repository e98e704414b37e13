package dev.tandem.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** The journey shows how an address is confirmed after signing up. */
@BrowserTest
class MailLinksIT {

    private final Site site;

    MailLinksIT(Site site) {
        this.site = site;
    }

    @Test
    void aForgottenPasswordIsChangedByLinkOnce() {
        var ada = site.signUp("Ada");
        var page = site.newDevice().open("/login");
        var entrance = new Entrance(page);
        entrance.follow("Forgot your password?");
        entrance.email().fill(ada.account().email());
        entrance.submit("Send the link");
        assertThat(page.getByText("a link to choose a new password is on its way"))
                .isVisible();

        var link = site.mailedLink(ada.account(), "reset-password").toString();
        var changed = ada.account().withPassword("another passphrase of hers");
        open(page, link);
        entrance.password("New password").fill(changed.password());
        entrance.submit("Change password");
        assertThat(page.getByText("Every device has been logged out.")).isVisible();
        entrance.follow("Log in");
        entrance.logIn(changed);
        assertThat(page.getByText("A clear slate.")).isVisible();

        open(page, link);
        entrance.password("New password").fill("yet another passphrase");
        entrance.submit("Change password");
        assertThat(page.getByText("This link has been used or has expired.")).isVisible();
    }

    @Test
    void aNewAddressCountsWhenItsLinkIsOpened() {
        var ada = site.signUp("Ada");
        var moved = ada.account().withEmail(Account.of("").email());
        var page = ada.device().open("/account");
        var account = new AccountPage(page);
        account.press("E-mail address", "Change the address");
        account.fill("E-mail address", "New e-mail address", moved.email());
        account.fill("E-mail address", "Your password", moved.password());
        account.press("E-mail address", "Change address");
        assertThat(page.getByText("We have sent a link to " + moved.email())).isVisible();

        var opened = ada.device().open(site.mailedLink(moved, "verify-email").toString());
        new Entrance(opened).submit("Confirm");
        assertThat(opened.getByText("Your e-mail address is confirmed.")).isVisible();

        // The first tab hears of it.
        assertThat(account.card("E-mail address")).containsText(moved.email() + " Confirmed");
        site.logIn(ada.account()).expecting(401);
        site.logIn(moved).expecting(200);
    }

    /** In the same tab, where only the fragment may be new. */
    private static void open(Page page, String link) {
        page.navigate("about:blank");
        page.navigate(link);
        assertThat(page).hasURL(link.substring(0, link.indexOf('#')));
    }
}
