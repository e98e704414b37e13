package dev.tandem.kit.problem;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.tandem.kit.json.IsoDate;
import io.quarkus.arc.All;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerResponse;
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
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says which member of a body is wrong and how, in our words: the frameworks' own name classes or nothing at all. */
class ExceptionMappers {

    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);

    private final AllowedMethods allowedMethods;

    private final List<DatabaseErrorMapper> databaseErrors;

    ExceptionMappers(AllowedMethods allowedMethods, @All List<DatabaseErrorMapper> databaseErrors) {
        this.allowedMethods = allowedMethods;
        this.databaseErrors = databaseErrors;
    }

    @ServerExceptionMapper
    public Response problem(Problem e) {
        return e.answer();
    }

    @ServerExceptionMapper
    public Response missingToken(UnauthorizedException e) {
        return Problem.of(401, "missing_token", "An access token is required.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .answer();
    }

    @ServerExceptionMapper
    public Response invalidToken(AuthenticationFailedException e) {
        return Problem.invalidToken().answer();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return Problem.of(403).answer();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e, HttpServerResponse response) {
        var mapped = databaseErrors(e).flatMap(this::mapped).findFirst();
        if (mapped.isPresent()) {
            return mapped.get().answer();
        }
        var outage = databaseErrors(e).filter(ExceptionMappers::isOutage).findFirst();
        if (outage.isPresent()) {
            LOG.warnf("The database can't be used: %s", outage.get().getMessage());
            return Problem.of(503).withHeader(HttpHeaders.RETRY_AFTER, "2").answer();
        }
        if (response.closed()) {
            LOG.debugf("The client closed the connection before it had the response: %s", e);
        } else {
            LOG.error("A request failed", e);
        }
        return Problem.of(500).answer();
    }

    @ServerExceptionMapper(
            value = {
                JsonProcessingException.class,
                MismatchedInputException.class,
                InvalidFormatException.class,
                UnrecognizedPropertyException.class
            })
    public Response json(JsonProcessingException e) {
        return unreadable(e).answer();
    }

    @ServerExceptionMapper
    public Response encoding(CharConversionException e) {
        return notJson().answer();
    }

    @ServerExceptionMapper
    public Response validation(ConstraintViolationException e) {
        var errors = e.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        return Problem.invalid("validation_failed", errors).answer();
    }

    @ServerExceptionMapper
    public Response method(NotAllowedException e, UriInfo uri) {
        return Problem.of(405)
                .withHeader(HttpHeaders.ALLOW, allowedMethods.at(uri.getPath()).orElse(""))
                .answer();
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        var problem = Problem.of(e.getResponse().getStatus());
        e.getResponse()
                .getStringHeaders()
                .forEach((name, values) -> problem.withHeader(name, String.join(", ", values)));
        return problem.answer();
    }

    private Stream<Problem> mapped(SQLException e) {
        return databaseErrors.stream().map(mapper -> mapper.map(e)).flatMap(Optional::stream);
    }

    private static Stream<SQLException> databaseErrors(Throwable e) {
        return causes(e)
                // The transaction manager says of a commit that failed only what it suppressed.
                .flatMap(cause -> Stream.concat(
                        Stream.of(cause), Stream.of(cause.getSuppressed()).flatMap(ExceptionMappers::causes)))
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast);
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause);
    }

    /**
     * SQLSTATE classes 08 (connection exception), 53 (insufficient resources, such as connections) and 57 (operator
     * intervention, or a statement that took too long), a lock or transaction that did (55P03, 25P03), or the pool's own
     * error, which has none.
     */
    private static boolean isOutage(SQLException e) {
        var state = e.getSQLState();
        return state == null
                ? e.getMessage().toLowerCase(Locale.ROOT).contains("acquisition timeout")
                : state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57")
                        || state.equals("55P03")
                        || state.equals("25P03");
    }

    private static Problem unreadable(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return e instanceof MismatchedInputException
                    ? Problem.invalid("body", "must be a single object")
                    : notJson();
        }
        return Problem.invalid(path(mapping), message(mapping));
    }

    private static Problem notJson() {
        return Problem.of(400, "malformed_json", "The body is not valid JSON.");
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
            case UnrecognizedPropertyException unknown -> "unknown property";
            case InvalidFormatException format
            when format.getTargetType().isEnum() ->
                "must be one of "
                        + Stream.of(format.getTargetType().getEnumConstants())
                                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                                .collect(joining(", "));
            case InvalidFormatException format when LocalDate.class.equals(format.getTargetType()) -> IsoDate.FAULT;
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
