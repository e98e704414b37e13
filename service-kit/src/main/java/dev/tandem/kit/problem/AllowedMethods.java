package dev.tandem.kit.problem;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;

/** What RFC 9110 wants said with a 405, which the REST layer leaves out. */
@Singleton
class AllowedMethods {

    private record Route(String method, Pattern path) {}

    private List<Route> routes;

    String at(String path) {
        var methods = new TreeSet<String>();
        for (var route : routes()) {
            if (route.path().matcher(path).matches()) {
                methods.add(route.method());
            }
        }
        return String.join(", ", methods);
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
                                found.add(new Route(method, pattern(path)));
                            }
                        }
                    });
            routes = List.copyOf(found);
        }
        return routes;
    }

    private static Pattern pattern(String path) {
        return Pattern.compile("/?" + path.replaceAll("^/|/$", "").replaceAll("\\{[^}]*}", "[^/]+") + "/?");
    }
}
