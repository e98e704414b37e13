package dev.tandem.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Problem details as they are written. Registered by hand with what it contains, since exception mappers answer with a
 * plain Response that does not tell the native build what is in it.
 */
@RegisterForReflection(targets = {ProblemDocument.class, FieldError.class})
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Problem", description = "RFC 9457 problem details", examples = """
                {"type": "about:blank", "title": "Bad Request", "status": 400, "code": "validation_failed",
                 "detail": "The request is not valid; see errors.",
                 "errors": [{"field": "title", "message": "must not be blank"}],
                 "traceId": "4bf92f3577b34da6a3ce929d0e0e4736"}
                """)
record ProblemDocument(
        @Schema(required = true) String type,
        @Schema(required = true) String title,
        @Schema(required = true) int status,

        @Schema(required = true) String detail,

        @Schema(required = true, description = "Stable, in snake case: what a program may decide by")
        String code,

        List<FieldError> errors,
        @Schema(required = true) String traceId) {}
