package dev.tandem.endtoend.deploy;

import static java.util.stream.Collectors.toCollection;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The environment variables that a service really reads, from where it reads them.
 *
 * @param known all of them, with those of the platform that the README names
 * @param required those without a default
 */
record ServiceSettings(Set<String> known, Set<String> required) {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(:?)");
    private static final Pattern OF_THE_PLATFORM = Pattern.compile("\\b(?:QUARKUS|SMALLRYE)_[A-Z0-9_]+\\b");

    /** @param service {@code auth-service} or {@code todo-service} */
    static ServiceSettings of(String service) {
        var properties = Project.read(service + "/src/main/resources/application.properties")
                + Project.read("service-kit/src/main/resources/META-INF/microprofile-config.properties");
        var known = names(EXPRESSION, properties);
        known.addAll(names(OF_THE_PLATFORM, Project.read("README.md")));
        var required = EXPRESSION
                .matcher(properties)
                .results()
                .filter(expression -> expression.group(2).isEmpty())
                .map(expression -> expression.group(1))
                .collect(toCollection(TreeSet::new));
        return new ServiceSettings(known, required);
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(ServiceSettings::name).collect(toCollection(TreeSet::new));
    }

    private static String name(MatchResult found) {
        return found.groupCount() == 0 ? found.group() : found.group(1);
    }
}
