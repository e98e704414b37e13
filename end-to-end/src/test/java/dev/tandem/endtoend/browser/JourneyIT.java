package dev.tandem.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One person's way from signing up to deleting the account, with everything that there is to do in between. */
@BrowserTest
class JourneyIT {

    private final Site site;
    private final Account ada = Account.of("Ada");

    JourneyIT(Site site) {
        this.site = site;
    }

    @Test
    void fromSigningUpToDeletingTheAccount() {
        var device = site.newDevice();
        var page = device.open("/");

        signUp(page);
        confirmTheAddress(device);
        manageTheList(page);
        sayMoreAboutOne(page);
        var nextDay = comeBackTheNextDay(device, page);
        changeTheAccount(nextDay);
        takeEverythingAlong(nextDay);
        logOutAndIn(nextDay);
        deleteTheAccount(nextDay);
    }

    private void signUp(Page page) {
        var entrance = new Entrance(page);
        entrance.isShown("Log in");
        entrance.follow("Sign up");
        entrance.password("Password").fill("password1234");
        assertThat(page.getByText("Add a few uncommon words")).isVisible();
        entrance.signUp(ada);
        assertThat(page.getByText("A clear slate.")).isVisible();
    }

    private void confirmTheAddress(Device device) {
        var page = device.open(site.mailedLink(ada, "verify-email").toString());
        assertThat(page).not().hasURL("#");
        new Entrance(page).submit("Confirm");
        assertThat(page.getByText("Your e-mail address is confirmed.")).isVisible();
        page.close();
    }

    private void manageTheList(Page page) {
        var dashboard = new Dashboard(page);
        dashboard.add("Water the plants");
        dashboard.add("Call the dentist");
        dashboard.add("Buy milk");
        dashboard.shows("Buy milk", "Call the dentist", "Water the plants");

        dashboard.edit("Buy milk", "Buy oat milk");
        dashboard.shows("Buy oat milk", "Call the dentist", "Water the plants");

        dashboard.button("Move Buy oat milk").press("Enter");
        dashboard.button("Move Buy oat milk").press("ArrowDown");
        dashboard.button("Move Buy oat milk").press("ArrowDown");
        dashboard.button("Move Buy oat milk").press("Enter");
        dashboard.shows("Call the dentist", "Water the plants", "Buy oat milk");

        dashboard.tick("Water the plants");
        dashboard.button("Active").click();
        dashboard.shows("Call the dentist", "Buy oat milk");
        dashboard.button("Completed").click();
        dashboard.shows("Water the plants");
        dashboard.button("All").click();

        dashboard.choice("Search").fill("milk");
        dashboard.shows("Buy oat milk");
        dashboard.choice("Search").fill("");
        dashboard.shows("Call the dentist", "Water the plants", "Buy oat milk");

        dashboard.delete("Call the dentist");
        dashboard.shows("Water the plants", "Buy oat milk");
        dashboard.button("Undo").click();
        dashboard.shows("Call the dentist", "Water the plants", "Buy oat milk");

        dashboard.delete("Call the dentist");
        dashboard.notification("Deleted").getByLabel("Dismiss").click();
        dashboard.button("Clear completed").click();
        dashboard.notification("Cleared").getByLabel("Dismiss").click();
        dashboard.shows("Buy oat milk");
        page.reload();
        dashboard.shows("Buy oat milk");
    }

    private void sayMoreAboutOne(Page page) {
        var dashboard = new Dashboard(page);
        dashboard.button("More").click();
        page.getByLabel("Due").fill(LocalDate.now(Device.ZONE).minusDays(1).toString());
        page.getByLabel("Tags").fill("home, errands");
        dashboard.add("Return the books");
        dashboard.shows("Return the books", "Buy oat milk");
        assertThat(dashboard.row("Return the books")).containsText("Overdue: Yesterday");

        dashboard.openDetails("Buy oat milk");
        page.getByLabel("Priority").selectOption("High");
        page.getByLabel("Notes").fill("The one in the blue carton.");
        dashboard.button("Save").click();
        assertThat(page.getByText("Saved", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        page.reload();
        assertThat(page.getByLabel("Notes")).hasValue("The one in the blue carton.");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All to-dos"))
                .click();

        dashboard.choice("Priority").selectOption("High priority");
        dashboard.shows("Buy oat milk");
        assertThat(page).hasURL(site.appAddress() + "/?priority=high");
        dashboard.choice("Priority").selectOption("Any priority");
        dashboard.button("Show only #errands").click();
        dashboard.shows("Return the books");
        page.getByText(": show all tags").click();
        dashboard.choice("Sort by").selectOption("Title");
        dashboard.shows("Buy oat milk", "Return the books");
    }

    /** The tab is closed, and the browser's memory of it with it; the cookie is there. */
    private Page comeBackTheNextDay(Device device, Page page) {
        page.close();
        var cookies = device.context().cookies(site.authAddress().toString());
        assertEquals(
                List.of("__Host-refresh_token"),
                cookies.stream()
                        .map(cookie -> cookie.name)
                        .filter(name -> name.contains("refresh"))
                        .toList());
        assertTrue(
                cookies.stream().allMatch(cookie -> cookie.secure && cookie.httpOnly), "a script could read a cookie");

        var nextDay = device.open("/");
        new Dashboard(nextDay).shows("Return the books", "Buy oat milk");
        return nextDay;
    }

    private void changeTheAccount(Page page) {
        new Menu(page).follow("Account");
        var account = new AccountPage(page);
        assertThat(account.card("E-mail address")).containsText("Confirmed");
        account.fill("Name", "What to call you", "Ada Lovelace");
        account.press("Name", "Save name");
        assertThat(new Menu(page).button()).hasAccessibleName("Menu of Ada Lovelace");

        account.press("Password", "Change the password");
        account.fill("Password", "Current password", "not my password at all");
        account.fill("Password", "New password", newPassword());
        account.press("Password", "Change password");
        assertThat(account.card("Password").getByRole(AriaRole.ALERT)).hasText("This is not the current password.");
        account.fill("Password", "Current password", ada.password());
        account.press("Password", "Change password");
        assertThat(page.getByText("Password changed.")).isVisible();
    }

    private void takeEverythingAlong(Page page) {
        var account = new AccountPage(page);

        var todos = JsonPath.from(account.download("To-dos (JSON)"));
        var everything = JsonPath.from(account.download("Account (JSON)"));

        assertEquals(List.of("Buy oat milk", "Return the books"), todos.getList("title"));
        assertEquals(List.of("Buy oat milk", "Return the books"), everything.getList("todos.title"));
        assertEquals(ada.email(), everything.getString("account.email"));
        assertTrue(account.download("To-dos (CSV)").contains("Buy oat milk"));
    }

    private void logOutAndIn(Page page) {
        var entrance = new Entrance(page);
        new Menu(page).logOut();
        entrance.isShown("Log in");
        assertEquals(0, page.evaluate("localStorage.length"));
        entrance.logIn(ada);
        assertThat(page.getByText("The address or the password is wrong.")).isVisible();
        entrance.logIn(ada.withPassword(newPassword()));
        new Dashboard(page).shows("Return the books", "Buy oat milk");
    }

    private void deleteTheAccount(Page page) {
        new Menu(page).follow("Account");
        var account = new AccountPage(page);
        account.press("Delete the account", "Delete my account");
        account.fill("Delete the account", "Your password", newPassword());
        account.press("Delete the account", "Delete everything");
        new Entrance(page).isShown("Log in");
        site.logIn(ada.withPassword(newPassword())).expecting(401);
    }

    private String newPassword() {
        return ada.password() + " and more";
    }
}
