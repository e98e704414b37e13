package dev.tandem.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The list of to-dos, as its owner uses it. */
record Dashboard(Page page) {

    /** What says which to-dos to show, and in which order. */
    Locator choice(String label) {
        return page.getByRole(AriaRole.SEARCH).getByLabel(label);
    }

    Locator newTitle() {
        return page.getByLabel("What is to be done?");
    }

    void add(String title) {
        newTitle().fill(title);
        newTitle().press("Enter");
    }

    /** Exactly these, in this order. */
    void shows(String... titles) {
        assertThat(page.locator(".todo .title")).hasText(titles);
    }

    Locator row(String title) {
        return page.getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHas(page.getByLabel(title, exactly())));
    }

    void tick(String title) {
        page.getByLabel(title, exactly()).click();
    }

    void edit(String title, String changed) {
        button("Edit " + title).click();
        page.getByLabel("Title", exactly()).fill(changed);
        page.getByLabel("Title", exactly()).press("Enter");
    }

    void delete(String title) {
        button("Delete " + title).click();
    }

    void openDetails(String title) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Details of " + title))
                .click();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator notification(String text) {
        return page.locator(".toast", new Page.LocatorOptions().setHasText(text));
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }
}
