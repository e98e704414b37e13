package dev.tandem.endtoend.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docker-compose.yml, as it is when no variable is set. */
record Compose(Map<String, Service> services, Map<String, Object> networks, Map<String, String> secretFiles) {

    static final String TEXT = Project.read("docker-compose.yml");

    /** A variable, with its default or with what is written where it is set. */
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{([A-Z_]+)(?:(:-)([^{}]*)|:\\+(?:[^{}]|\\$\\{[^{}]*})*)}");

    static Compose read() {
        Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(VARIABLE.matcher(TEXT).replaceAll(found -> found.group(2) == null ? "" : found.group(3)));
        var services = new TreeMap<String, Service>();
        map(document.get("services")).forEach((name, service) -> services.put(name, new Service(name, map(service))));
        var secrets = new TreeMap<String, String>();
        map(document.get("secrets"))
                .forEach(
                        (name, secret) -> secrets.put(name, (String) map(secret).get("file")));
        return new Compose(services, map(document.get("networks")), secrets);
    }

    /** What a file .env may set. */
    static Stream<String> variables() {
        return VARIABLE.matcher(TEXT)
                .results()
                .map(MatchResult::group)
                .flatMap(use ->
                        Pattern.compile("\\{([A-Z_]+)").matcher(use).results().map(found -> found.group(1)));
    }

    boolean isInternal(String network) {
        return networks.get(network) != null
                && Boolean.TRUE.equals(map(networks.get(network)).get("internal"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return node == null ? Map.of() : (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object node) {
        return node == null ? List.of() : (List<Object>) node;
    }

    record Service(String name, Map<String, Object> settings) {

        String image() {
            return (String) settings.get("image");
        }

        String dockerfile() {
            return (String) map(settings.get("build")).get("dockerfile");
        }

        Map<String, Object> environment() {
            return map(settings.get("environment"));
        }

        List<String> strings(String key) {
            return list(settings.get(key)).stream().map(Object::toString).toList();
        }

        boolean isSet(String key) {
            return Boolean.TRUE.equals(settings.get(key));
        }

        String restart() {
            return (String) settings.get("restart");
        }

        Set<String> limits() {
            return map(map(map(settings.get("deploy")).get("resources")).get("limits"))
                    .keySet();
        }

        /** The file in /run/secrets, by the secret it holds. */
        Map<String, String> secrets() {
            var mounted = new TreeMap<String, String>();
            for (var secret : list(settings.get("secrets"))) {
                if (secret instanceof String same) {
                    mounted.put(same, same);
                } else {
                    mounted.put((String) map(secret).get("source"), (String)
                            map(secret).get("target"));
                }
            }
            return mounted;
        }

        /** @param condition on others, such as {@code service_healthy} */
        List<String> startsAfter(String condition) {
            var others = new ArrayList<String>();
            map(settings.get("depends_on")).forEach((name, wait) -> {
                if (condition.equals(map(wait).get("condition"))) {
                    others.add(name);
                }
            });
            return others;
        }
    }
}
