package dev.tandem.todo.web;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Objects;

/** Gives every problem the members that the contract promises, and no text that only the framework wrote. */
@Singleton
class ProblemCompletion implements ProblemPostProcessor {

    static final URI NO_TYPE = URI.create("about:blank");

    @Override
    public int priority() {
        return Integer.MIN_VALUE; // after the library's own, which add what is not wanted
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        var kind = ProblemKind.of(problem.getStatusCode());
        var parameters = problem.getParameters();
        var ours = parameters.get(Problem.CODE);
        var complete = HttpProblem.builder()
                .withType(Objects.requireNonNullElse(problem.getType(), NO_TYPE))
                .withTitle(kind.title)
                .withStatus(problem.getStatusCode())
                .withDetail(ours == null ? kind.detail : problem.getDetail())
                .with(Problem.CODE, ours == null ? kind.code() : ours);
        if (parameters.containsKey(Problem.ERRORS)) {
            complete.with(Problem.ERRORS, parameters.get(Problem.ERRORS));
        }
        problem.getHeaders().forEach(complete::withHeader);
        return complete.with(TraceId.NAME, TraceId.current()).build();
    }
}
