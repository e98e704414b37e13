package dev.tandem.auth.web;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkiverse.resteasy.problem.validation.Violation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Gives every problem, the framework's own included, the same members: code, detail, errors and traceId. */
@Singleton
class ProblemMembers implements ProblemPostProcessor {

    private static final String VIOLATIONS = "violations";

    /** The status and the code say it all (RFC 9457, section 4.2.1). */
    private static final URI ABOUT_BLANK = URI.create("about:blank");

    private final CurrentVertxRequest request;

    ProblemMembers(CurrentVertxRequest request) {
        this.request = request;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        var status = problem.getStatusCode();
        var standard = StandardProblem.of(status);
        var given = problem.getParameters();
        boolean ours = given.containsKey(Problems.CODE);
        var builder = HttpProblem.builder()
                .withType(ABOUT_BLANK)
                .withStatus(status)
                .withTitle(ours ? problem.getTitle() : standard.title())
                .withDetail(ours ? problem.getDetail() : standard.detail());
        problem.getHeaders().forEach(builder::withHeader);
        if (given.get(VIOLATIONS) instanceof List<?> violations) {
            builder.with(Problems.CODE, "validation_failed").with(Problems.ERRORS, fieldErrors(violations));
        } else {
            builder.with(Problems.CODE, given.getOrDefault(Problems.CODE, standard.code()));
            copy(given, Problems.ERRORS, builder);
        }
        return builder.with(TraceId.NAME, TraceId.of(request.getCurrent())).build();
    }

    /** Runs last, on what the others left. */
    @Override
    public int priority() {
        return -1;
    }

    private static void copy(Map<String, Object> from, String name, HttpProblem.Builder to) {
        if (from.containsKey(name)) {
            to.with(name, from.get(name));
        }
    }

    private static List<Problems.FieldError> fieldErrors(List<?> violations) {
        return violations.stream()
                .map(Violation.class::cast)
                .map(violation -> new Problems.FieldError(
                        violation.field.isEmpty() ? "body" : violation.field, violation.message))
                .toList();
    }
}
