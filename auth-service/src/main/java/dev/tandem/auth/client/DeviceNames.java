package dev.tandem.auth.client;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import ua_parser.OSParser;
import ua_parser.Parser;
import ua_parser.UserAgentParser;

/** What people call the device that a user agent stands for, such as "Firefox on Linux": names from two closed lists. */
@Singleton
public class DeviceNames {

    /** Where browsers say what they are. The patterns' work grows fast with the length: ten times as much for 512. */
    private static final int READ = 256;

    private static final int REMEMBERED = 500;

    /** Nothing else, for the library also makes names of words in the user agent, which anybody can choose. */
    private static final Set<String> CLIENTS = Set.of(
            "Apache-HttpClient",
            "Brave",
            "Chrome",
            "Chrome Mobile",
            "Chrome Mobile WebView",
            "Chrome Mobile iOS",
            "Chromium",
            "DuckDuckGo Mobile",
            "Edge",
            "Edge Mobile",
            "Firefox",
            "Firefox Mobile",
            "Firefox iOS",
            "Go-http-client",
            "HeadlessChrome",
            "IE",
            "Java",
            "Mobile Safari",
            "Mobile Safari UI/WKWebView",
            "Opera",
            "Opera Mini",
            "Opera Mobile",
            "Python Requests",
            "Safari",
            "Samsung Internet",
            "Vivaldi",
            "Wget",
            "Yandex Browser",
            "curl",
            "okhttp");

    private static final Set<String> SYSTEMS = Set.of(
            "Android",
            "Chrome OS",
            "Debian",
            "Fedora",
            "FreeBSD",
            "Linux",
            "Mac OS X",
            "OpenBSD",
            "Ubuntu",
            "Windows",
            "iOS");

    private final Map<String, Optional<String>> recent =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
                    return size() > REMEMBERED;
                }
            });

    private Patterns patterns;

    /** Null where there is no telling. */
    public String of(String userAgent) {
        if (userAgent == null) {
            return null;
        }
        var read = userAgent.substring(0, Math.min(userAgent.length(), READ));
        var known = recent.get(read);
        if (known == null) {
            known = patterns().name(read);
            recent.put(read, known);
        }
        return known.orElse(null);
    }

    /** Read when first needed: that takes a fraction of a second, which is no part of starting. */
    private synchronized Patterns patterns() {
        if (patterns == null) {
            patterns = Patterns.load();
        }
        return patterns;
    }

    /** Of the library's three kinds, the models of some thousand telephones are left out. */
    private record Patterns(UserAgentParser browsers, OSParser systems) {

        static Patterns load() {
            var options = new LoaderOptions();
            options.setCodePointLimit(Parser.CODE_POINT_LIMIT);
            try (var yaml = Parser.class.getResourceAsStream("/ua_parser/regexes.yaml")) {
                Map<String, List<Map<String, String>>> patterns = new Yaml(new SafeConstructor(options)).load(yaml);
                return new Patterns(
                        UserAgentParser.fromList(patterns.get("user_agent_parsers")),
                        OSParser.fromList(patterns.get("os_parsers")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Optional<String> name(String userAgent) {
            var browser = known(() -> browsers.parse(userAgent).family, CLIENTS);
            var system = known(() -> systems.parse(userAgent).family, SYSTEMS);
            return browser.isPresent() && system.isPresent()
                    ? Optional.of(browser.get() + " on " + system.get())
                    : browser.or(() -> system);
        }

        private static Optional<String> known(Supplier<String> family, Set<String> names) {
            try {
                return Optional.ofNullable(family.get()).filter(names::contains);
            } catch (RuntimeException _) {
                return Optional.empty(); // the library takes a dollar sign in a user agent for one of its own
            }
        }
    }
}
