package dev.tandem.endtoend.deploy;

import static dev.tandem.endtoend.deploy.Rendering.elements;
import static dev.tandem.endtoend.deploy.Rendering.name;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Secrets are referred to, never contained; and whatever is referred to comes from somewhere. */
class SecretsTest {

    /** What the laptop's script makes: a secret, then its keys. */
    private static final Pattern MADE = Pattern.compile("(?m)^secret (\\S+)((?: --from-literal=\\S+)+)");

    private static final Pattern LITERAL = Pattern.compile("--from-literal=(\\w+)=");

    /** Operators make it for as long as a key or pepper is being changed. */
    private static final String PREVIOUS = "auth-service-previous";

    private record Key(String secret, String key) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }
    }

    @Test
    void noneIsInTheManifests() {
        Rendering.all()
                .forEach(rendering -> assertEquals(0, rendering.ofKind("Secret").count(), rendering::toString));
    }

    @Test
    void allComeFromTheStoreInProduction() {
        for (var production : List.of(Rendering.production(), Rendering.productionWithIngress())) {
            var stored = production
                    .ofKind("ExternalSecret")
                    .flatMap(secret -> keys(secret).map(key -> new Key(name(secret), key)))
                    .collect(toCollection(TreeSet::new));
            assertEquals(stored, referredTo(production, true));
        }
    }

    @Test
    void allAreMadeByTheScriptOnALaptop() {
        var made = MADE.matcher(Project.read("k8s/overlays/laptop/secrets"))
                .results()
                .flatMap(secret -> LITERAL.matcher(secret.group(2))
                        .results()
                        .map(literal -> new Key(secret.group(1), literal.group(1))))
                .collect(toCollection(TreeSet::new));
        assertEquals(made, referredTo(Rendering.laptop(), false));
    }

    @Test
    void databaseRolesAreNamedAlikeWhereTheyAreMadeAndWhereTheirPasswordsAre() {
        var production = Rendering.production();
        var script = Project.read("k8s/overlays/laptop/secrets");
        production.ofKind("Cluster").forEach(cluster -> {
            var owner = cluster.at("/spec/bootstrap/initdb/owner").asText();
            var application = cluster.at("/spec/managed/roles/0");
            assertEquals(owner, userIn(production, name(cluster) + "-owner"));
            assertEquals(application.path("name").asText(), userIn(production, name(cluster) + "-application"));
            assertTrue(script.contains("secret " + name(cluster) + "-owner --from-literal=username=" + owner + " "));
            assertTrue(script.contains("secret " + name(cluster) + "-application --from-literal=username="
                    + application.path("name").asText() + " "));
            for (var right : List.of("superuser", "createdb", "createrole", "bypassrls", "replication", "inRoles")) {
                assertTrue(application.path(right).isMissingNode(), right);
            }
        });
    }

    private static String userIn(Rendering rendering, String secret) {
        return rendering
                .one("ExternalSecret", secret)
                .at("/spec/target/template/data/username")
                .asText();
    }

    /** The keys that an ExternalSecret makes. */
    private static Stream<String> keys(JsonNode secret) {
        var template = secret.at("/spec/target/template/data");
        return template.isMissingNode()
                ? elements(secret.at("/spec/data"))
                        .map(key -> key.path("secretKey").asText())
                : template.properties().stream().map(Map.Entry::getKey);
    }

    /** Without those that CloudNativePG and cert-manager make. */
    private static Set<Key> referredTo(Rendering rendering, boolean withOptional) {
        var mounted = rendering
                .ofKind("Deployment")
                .flatMap(deployment -> elements(deployment.at("/spec/template/spec/volumes")))
                .flatMap(volume -> Stream.concat(
                        Stream.of(volume.path("secret")),
                        elements(volume.at("/projected/sources")).map(source -> source.path("secret"))))
                .filter(secret -> withOptional || !secret.path("optional").asBoolean())
                .flatMap(secret -> elements(secret.path("items"))
                        .map(item -> new Key(
                                secret.path(secret.has("name") ? "name" : "secretName")
                                        .asText(),
                                item.path("key").asText())))
                .filter(key ->
                        !key.secret().endsWith("-database-ca") && !key.secret().equals(PREVIOUS));
        var databases = rendering
                .ofKind("Cluster")
                .flatMap(cluster -> Stream.of(
                        cluster.at("/spec/bootstrap/initdb/secret/name"),
                        cluster.at("/spec/managed/roles/0/passwordSecret/name")))
                .flatMap(secret -> Stream.of("username", "password").map(key -> new Key(secret.asText(), key)));
        var backups = rendering
                .ofKind("ObjectStore")
                .flatMap(store -> elements(store.at("/spec/configuration/s3Credentials")))
                .map(reference -> new Key(
                        reference.path("name").asText(), reference.path("key").asText()));
        return Stream.of(mounted, databases, backups).flatMap(keys -> keys).collect(toCollection(TreeSet::new));
    }
}
