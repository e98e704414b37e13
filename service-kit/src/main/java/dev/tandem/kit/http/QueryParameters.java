package dev.tandem.kit.http;

import dev.tandem.kit.problem.Problem;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The query of a request. A parameter that is unknown or given twice is an error. */
public final class QueryParameters {

    private static final int MAX_PARAMETERS = 100;

    private final Map<String, List<String>> parameters;

    private QueryParameters(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /** The query of {@code request}, by name. As the URL standard has it, {@code &} alone separates parameters. */
    public static Map<String, List<String>> parse(HttpServerRequest request) {
        return new QueryStringDecoder(request.uri(), StandardCharsets.UTF_8, true, MAX_PARAMETERS, true).parameters();
    }

    /** @throws Problem 400 if there is a parameter that is not {@code known}, or one twice */
    public static QueryParameters of(Map<String, List<String>> parameters, Set<String> known) {
        parameters.forEach((name, values) -> {
            if (!known.contains(name)) {
                throw Problem.invalid(name, "unknown parameter");
            }
            if (values.size() > 1) {
                throw Problem.invalid(name, "must be given once");
            }
        });
        return new QueryParameters(parameters);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).map(List::getFirst);
    }

    /** The parameter read by {@code reader}, which throws {@link IllegalArgumentException} with what it should be. */
    public <T> Optional<T> parsed(String name, Function<String, T> reader) {
        return text(name).map(value -> {
            try {
                return reader.apply(value);
            } catch (IllegalArgumentException e) {
                throw Problem.invalid(name, e.getMessage());
            }
        });
    }

    public Optional<Boolean> flag(String name) {
        return parsed(name, value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        });
    }
}
