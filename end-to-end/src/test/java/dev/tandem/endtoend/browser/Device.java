package dev.tandem.endtoend.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.net.HttpCookie;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A browser of one person's, with cookies and storage of its own and as many tabs as they like. */
final class Device {

    static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");

    private final URI app;
    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();

    Device(Browser browser, URI app, Browser.NewContextOptions options) {
        this.app = app;
        context = browser.newContext(options.setLocale("en-GB").setTimezoneId(ZONE.getId()));
        context.setDefaultTimeout(Site.PATIENCE.toMillis());
        context.tracing().start(new Tracing.StartOptions().setScreenshots(true).setSnapshots(true));
        context.addInitScript("""
                addEventListener('securitypolicyviolation', event =>
                  console.error('securitypolicyviolation', event.violatedDirective, event.blockedURI, event.sample))""");
        context.onConsoleMessage(this::listen);
        context.onWebError(error -> complaints.add(error.error()));
        context.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    /** A new tab at an address of the app's, or at a link to it. */
    Page open(String address) {
        var page = context.newPage();
        page.navigate(app.resolve(address).toString());
        return page;
    }

    BrowserContext context() {
        return context;
    }

    void keepCookie(URI from, String header) {
        var cookie = HttpCookie.parse(header).getFirst();
        context.addCookies(List.of(new Cookie(cookie.getName(), cookie.getValue())
                .setUrl(from.toString())
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(SameSiteAttribute.STRICT)));
    }

    List<String> complaints() {
        return complaints;
    }

    void keep(Path directory, String name) {
        var pages = context.pages();
        for (int i = 0; i < pages.size(); i++) {
            pages.get(i)
                    .screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(directory.resolve(name + "-page-" + (i + 1) + ".png")));
        }
        context.tracing().stop(new Tracing.StopOptions().setPath(directory.resolve(name + "-trace.zip")));
    }

    void close() {
        context.close();
    }

    /** What the network or a service refused is no fault of a page's. */
    private void listen(ConsoleMessage message) {
        boolean worth = message.type().equals("error") || message.type().equals("warning");
        if (worth && !message.text().startsWith("Failed to load resource")) {
            complaints.add(message.type() + ": " + message.text());
        }
    }
}
