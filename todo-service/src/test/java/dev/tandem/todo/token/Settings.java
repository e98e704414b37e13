package dev.tandem.todo.token;

import dev.tandem.todo.fixture.TestIssuer;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Configuration as the service would read it. */
final class Settings {

    private Settings() {}

    /** For the tokens of {@code issuer}, with what else is to differ from the usual. */
    static AuthConfig auth(TestIssuer issuer, Map<String, String> others) {
        var all = new HashMap<String, String>();
        all.put("auth.issuer", issuer.url());
        all.put("auth.jwks-url", issuer.url() + "/.well-known/jwks.json");
        all.putAll(others);
        return of(AuthConfig.class, all);
    }

    static <T> T of(Class<T> mapping, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValues(values)
                .build()
                .getConfigMapping(mapping);
    }
}
