package dev.tandem.endtoend.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.tandem.endtoend.TestPair;
import java.util.HashMap;
import java.util.Map;

/** What all browser tests share: one browser, and a pair for each life that access tokens have. */
final class Stage implements AutoCloseable {

    private final Map<String, TestPair> pairs = new HashMap<>();
    private final Playwright driver = Chromium.driver();
    private final Browser browser = Chromium.launch(driver, TestPair.certificate());

    Stage() {
        PlaywrightAssertions.setDefaultAssertionTimeout(Site.PATIENCE.toMillis());
    }

    Browser browser() {
        return browser;
    }

    TestPair pair(String accessTokenLifetime) {
        return pairs.computeIfAbsent(accessTokenLifetime, Stage::start);
    }

    private static TestPair start(String accessTokenLifetime) {
        var pair = TestPair.prepare("Browser-" + accessTokenLifetime).overHttps();
        pair.auth().with("ACCESS_TOKEN_LIFETIME", accessTokenLifetime);
        try {
            pair.start();
            return pair;
        } catch (RuntimeException e) {
            pair.close();
            throw e;
        }
    }

    @Override
    public void close() {
        driver.close();
        pairs.values().forEach(TestPair::close);
    }
}
