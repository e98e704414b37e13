package dev.tandem.todo.web;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says which member of a body is wrong and how, in our words: the frameworks' own name classes or nothing at all. */
class RestProblems {

    private static final int BEFORE_THE_LIBRARYS = 1;

    private final AllowedMethods allowedMethods;

    RestProblems(AllowedMethods allowedMethods) {
        this.allowedMethods = allowedMethods;
    }

    @ServerExceptionMapper(
            value = {
                JsonProcessingException.class,
                MismatchedInputException.class,
                InvalidFormatException.class,
                UnrecognizedPropertyException.class
            },
            priority = BEFORE_THE_LIBRARYS)
    public Response json(JsonProcessingException e) {
        return Problem.answer(unreadable(e), e);
    }

    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARYS)
    public Response encoding(CharConversionException e) {
        return Problem.answer(notJson(), e);
    }

    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARYS)
    public Response validation(ConstraintViolationException e) {
        var errors = e.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        return Problem.answer(Problem.invalid(errors), e);
    }

    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARYS)
    public Response method(NotAllowedException e, UriInfo uri) {
        var problem =
                HttpProblem.builder().withStatus(405).withHeader(HttpHeaders.ALLOW, allowedMethods.at(uri.getPath()));
        return Problem.answer(problem.build(), e);
    }

    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARYS)
    public Response http(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        var problem = HttpProblem.builder().withStatus(e.getResponse().getStatus());
        e.getResponse()
                .getStringHeaders()
                .forEach((name, values) -> problem.withHeader(name, String.join(", ", values)));
        return Problem.answer(problem.build(), e);
    }

    private static HttpProblem unreadable(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return e instanceof MismatchedInputException
                    ? Problem.invalid("body", "must be a single object")
                    : notJson();
        }
        return Problem.invalid(path(mapping), message(mapping));
    }

    private static HttpProblem notJson() {
        return Problem.of(400, "malformed_json", "The body is not valid JSON.").build();
    }

    private static String path(JsonMappingException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String message(JsonMappingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> "is not a member of this";
            case InvalidFormatException format
            when format.getTargetType().isEnum() ->
                "must be one of "
                        + Stream.of(format.getTargetType().getEnumConstants())
                                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                                .collect(joining(", "));
            case InvalidFormatException format
            when LocalDate.class.equals(format.getTargetType()) -> "must be a date such as 2026-12-31";
            default -> "has the wrong type";
        };
    }

    /** What a client sent, without the method and parameter that took it in. */
    private static String field(ConstraintViolation<?> violation) {
        var steps = new ArrayList<Path.Node>();
        violation.getPropertyPath().forEach(steps::add);
        if (steps.getFirst().getKind() == ElementKind.METHOD) {
            steps.removeFirst();
        }
        if (steps.size() > 1 && steps.getFirst().getKind() == ElementKind.PARAMETER) {
            steps.removeFirst();
        }
        var field = new StringBuilder();
        for (var step : steps) {
            if (step.getName() != null && step.getKind() != ElementKind.CONTAINER_ELEMENT) {
                field.append(field.isEmpty() ? "" : ".").append(step.getName());
            }
            if (step.getIndex() != null) {
                field.append('[').append(step.getIndex()).append(']');
            }
        }
        return field.toString();
    }
}
