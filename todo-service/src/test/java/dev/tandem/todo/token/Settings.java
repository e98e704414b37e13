package dev.tandem.todo.token;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Configuration as the service would read it. */
final class Settings {

    private Settings() {}

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
