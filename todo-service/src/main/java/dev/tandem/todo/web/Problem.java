package dev.tandem.todo.web;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Problems of our own making; what else an answer carries is added by {@link ProblemCompletion}. */
public final class Problem {

    static final String CODE = "code";
    static final String ERRORS = "errors";

    private Problem() {}

    public static HttpProblem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static HttpProblem invalid(List<FieldError> errors) {
        return HttpProblem.builder()
                .withStatus(400)
                .withDetail("The request is not valid; see errors.")
                .with(CODE, "validation_failed")
                .with(ERRORS, errors)
                .build();
    }

    public static HttpProblem.Builder of(int status, String code, String detail) {
        return HttpProblem.builder().withStatus(status).withDetail(detail).with(CODE, code);
    }

    public static HttpProblem of(int status) {
        return HttpProblem.builder().withStatus(status).build();
    }

    /** The answer an exception mapper gives. */
    public static Response answer(HttpProblem problem, Throwable cause) {
        return ExceptionMapperBase.postProcessorsRegistry
                .applyPostProcessing(problem, ProblemContext.of(cause, ""))
                .toResponse();
    }
}
