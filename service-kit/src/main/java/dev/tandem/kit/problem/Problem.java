package dev.tandem.kit.problem;

import dev.tandem.kit.trace.TraceId;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A refusal the client is told about as problem details (RFC 9457): thrown anywhere, answered by the REST layer. */
public final class Problem extends RuntimeException {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final long serialVersionUID = 1;

    private final ProblemKind kind;
    private final String code;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private Problem(ProblemKind kind, String code, String detail, List<FieldError> errors) {
        super(detail, null, false, false);
        this.kind = kind;
        this.code = code;
        this.errors = errors;
    }

    /** What the status alone says. */
    public static Problem of(int status) {
        var kind = ProblemKind.of(status);
        return of(status, kind.code(), kind.detail);
    }

    /** @param code stable, in snake case: what a program may decide by */
    public static Problem of(int status, String code, String detail) {
        return new Problem(ProblemKind.of(status), code, detail, null);
    }

    /** 400 for one member or parameter of the request. */
    public static Problem invalid(String field, String message) {
        return invalid("validation_failed", List.of(new FieldError(field, message)));
    }

    public static Problem invalid(String code, List<FieldError> errors) {
        return new Problem(ProblemKind.BAD_REQUEST, code, "The request is not valid; see errors.", errors);
    }

    /** 401 for an access token that is not, or no longer, good (RFC 6750, section 3.1). */
    public static Problem invalidToken() {
        return of(401, "invalid_token", "The access token is not valid.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }

    public Problem withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return kind.status;
    }

    /** The document as it is written. */
    public byte[] json() {
        return Json.encodeToBuffer(document()).getBytes();
    }

    private ProblemDocument document() {
        return new ProblemDocument(
                "about:blank", kind.title, kind.status, getMessage(), code, errors, TraceId.current());
    }

    /** For a request that does not reach the REST layer. What is left of its body is read and discarded. */
    public void answer(RoutingContext request) {
        request.request().resume();
        var response = request.response().setStatusCode(kind.status);
        response.putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        headers.forEach(response::putHeader);
        response.end(Json.encodeToBuffer(document()));
    }

    Response answer() {
        var response = Response.status(kind.status).type(MEDIA_TYPE).entity(document());
        headers.forEach(response::header);
        return response.build();
    }
}
