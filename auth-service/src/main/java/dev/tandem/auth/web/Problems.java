package dev.tandem.auth.web;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import java.util.List;

/** Problem details (RFC 9457) with a stable code that programs can act on. */
public final class Problems {

    static final String CODE = "code";
    static final String ERRORS = "errors";

    /** What is wrong with one member of the request. */
    record FieldError(String field, String message) {}

    private Problems() {}

    public static HttpProblem.Builder problem(StatusType status, String code, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(detail)
                .with(CODE, code);
    }

    /** 400 for one member of the request. */
    public static HttpProblem invalid(String code, String field, String message) {
        return problem(Status.BAD_REQUEST, code, "The request is not valid.")
                .with(ERRORS, List.of(new FieldError(field, message)))
                .build();
    }

    /** 401 for an access token that is no longer, or never was, good (RFC 6750, section 3.1). */
    public static HttpProblem invalidToken(String detail) {
        return problem(Status.UNAUTHORIZED, "invalid_token", detail)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                .build();
    }
}
