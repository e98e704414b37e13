package dev.tandem.todo.web;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What every error looks like, for the API's description. */
@Schema(name = "Problem", description = "RFC 9457 problem details", examples = """
                {"type": "about:blank", "title": "Bad Request", "status": 400, "code": "validation_failed",
                 "detail": "The request is not valid; see errors.",
                 "errors": [{"field": "title", "message": "must not be blank"}],
                 "traceId": "4bf92f3577b34da6a3ce929d0e0e4736"}
                """)
public record ProblemDocument(
        @Schema(required = true) String type,
        @Schema(required = true) String title,
        @Schema(required = true) int status,

        @Schema(required = true) String detail,

        @Schema(required = true, description = "Stable, in snake case: what a program may decide by")
        String code,

        List<FieldError> errors,
        @Schema(required = true) String traceId) {

    public static final String MEDIA_TYPE = "application/problem+json";
}
