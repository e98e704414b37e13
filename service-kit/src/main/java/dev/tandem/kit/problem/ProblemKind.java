package dev.tandem.kit.problem;

import java.util.Arrays;
import java.util.Locale;

/** What can go wrong in the protocol itself, one for each status; the code is what a client may rely on. */
enum ProblemKind {
    BAD_REQUEST(400, "Bad Request", "The request could not be understood."),
    UNAUTHORIZED(401, "Unauthorized", "Authentication is required."),
    FORBIDDEN(403, "Forbidden", "This token does not allow that."),
    NOT_FOUND(404, "Not Found", "There is nothing here."),
    METHOD_NOT_ALLOWED(405, "Method Not Allowed", "The method is not allowed here; see Allow."),
    NOT_ACCEPTABLE(406, "Not Acceptable", "None of the accepted media types can be produced."),
    REQUEST_TIMEOUT(408, "Request Timeout", "The request took too long to arrive."),
    CONFLICT(409, "Conflict", "The request conflicts with the current state."),
    PRECONDITION_FAILED(412, "Precondition Failed", "It has changed since you read it."),
    PAYLOAD_TOO_LARGE(413, "Content Too Large", "The body is larger than 64 KB."),
    URI_TOO_LONG(414, "URI Too Long", "The address is too long."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type", "The media type of the body is not supported."),
    EXPECTATION_FAILED(417, "Expectation Failed", "The expectation in Expect can't be met."),
    UNPROCESSABLE_CONTENT(422, "Unprocessable Content", "The request could not be processed."),
    TOO_MANY_REQUESTS(429, "Too Many Requests", "Too many attempts; try again after Retry-After seconds."),
    REQUEST_HEADER_FIELDS_TOO_LARGE(431, "Request Header Fields Too Large", "The header fields are too long."),
    INTERNAL_ERROR(500, "Internal Server Error", "Something went wrong on our side."),
    NOT_IMPLEMENTED(501, "Not Implemented", "The method is not known here."),
    SERVICE_UNAVAILABLE(503, "Service Unavailable", "Not available right now; try again later.");

    final int status;
    final String title;
    final String detail;

    ProblemKind(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ProblemKind of(int status) {
        return Arrays.stream(values())
                .filter(kind -> kind.status == status)
                .findFirst()
                .orElse(status < 500 ? BAD_REQUEST : INTERNAL_ERROR);
    }
}
