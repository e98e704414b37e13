package dev.tandem.kit.problem;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;

/** The routes of the REST layer: which methods a path has, and which template it is an instance of. */
@Singleton
public class AllowedMethods {

    private record Route(String method, List<String> template, Class<?> resource) {

        boolean matches(List<String> path) {
            if (path.size() != template.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                if (!isParameter(template.get(i)) && !template.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        long parameters() {
            return template.stream().filter(Route::isParameter).count();
        }

        private static boolean isParameter(String segment) {
            return segment.startsWith("{");
        }
    }

    private List<Route> routes;

    /** For the header {@code Allow} (RFC 9110, section 10.2.1); empty if there is nothing at {@code path}. */
    public Optional<String> at(String path) {
        var segments = segments(path);
        var matching =
                routes().stream().filter(route -> route.matches(segments)).toList();
        var closest = matching.stream().min(Comparator.comparingLong(Route::parameters));
        if (closest.isEmpty()) {
            return Optional.empty();
        }
        // The REST layer chooses a class by the path, and then a method of that class alone.
        var methods = matching.stream()
                .filter(route -> route.resource().equals(closest.get().resource()))
                .map(Route::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return Optional.of(String.join(", ", methods));
    }

    private synchronized List<Route> routes() {
        if (routes == null) {
            var found = new ArrayList<Route>();
            RuntimeResourceVisitor.visitRuntimeResources(
                    "/",
                    ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers(),
                    new RuntimeResourceVisitor() {
                        @Override
                        public void visitRuntimeResource(String method, String path, RuntimeResource resource) {
                            if (method != null) {
                                found.add(new Route(method, segments(path), resource.getResourceClass()));
                            }
                        }
                    });
            routes = List.copyOf(found);
        }
        return routes;
    }

    private static List<String> segments(String path) {
        int start = path.startsWith("/") ? 1 : 0;
        int end = path.length() > start && path.endsWith("/") ? path.length() - 1 : path.length();
        return List.of(path.substring(start, end).split("/", -1));
    }
}
