package dev.tandem.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

@BrowserTest
class TwoStepIT {

    private static final String CARD = "Two-step log-in";

    private final Site site;

    TwoStepIT(Site site) {
        this.site = site;
    }

    @Test
    void isTurnedOnAskedForAndTurnedOff() {
        var ada = site.signUp("Ada");
        var page = ada.device().open("/account");
        var account = new AccountPage(page);
        account.press(CARD, "Turn on");
        account.fill(CARD, "Your password", ada.account().password());
        account.press(CARD, "Go on");
        assertThat(page.getByLabel("QR code for your authenticator app")).isVisible();
        var authenticator = Authenticator.of(page.locator(".secret").textContent());
        var used = authenticator.code(0);
        account.fill(CARD, "Code", used);
        account.press(CARD, "Turn on");
        var listed = page.getByLabel("Recovery codes").getByRole(AriaRole.LISTITEM);
        assertThat(listed).hasCount(10);
        var codes = listed.allTextContents();
        account.press(CARD, "I have kept them");
        assertThat(account.card(CARD)).containsText("10 recovery codes left");

        logInAgain(page, ada);
        fill(page, "Code", used);
        assertThat(page.getByText("That code is not right.")).isVisible();
        fill(page, "Code", authenticator.code(1));
        assertThat(account.card(CARD)).isVisible();

        logInAgain(page, ada);
        new Entrance(page).submit("Use a recovery code");
        fill(page, "Recovery code", codes.getFirst());
        assertThat(account.card(CARD)).containsText("9 recovery codes left");

        account.press(CARD, "Turn off");
        account.fill(CARD, "Your password", ada.account().password());
        account.fill(CARD, "Code", codes.get(1));
        account.press(CARD, "Turn off");
        assertThat(page.getByText("Two-step log-in is off.")).isVisible();
        new Menu(page).logOut();
        new Entrance(page).logIn(ada.account());
        assertThat(page.getByText("A clear slate.")).isVisible();
    }

    private static void logInAgain(Page page, Member member) {
        new Menu(page).logOut();
        new Entrance(page).isShown("Log in");
        page.navigate(page.url().replaceAll("/login.*", "/account"));
        new Entrance(page).logIn(member.account());
        new Entrance(page).isShown("Second step");
    }

    private static void fill(Page page, String label, String code) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(code);
        new Entrance(page).submit("Log in");
    }
}
