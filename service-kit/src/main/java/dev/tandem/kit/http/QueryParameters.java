package dev.tandem.kit.http;

import dev.tandem.kit.problem.Problem;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The query of a request, where a parameter that is unknown or given twice is a mistake worth telling. */
public final class QueryParameters {

    private final MultivaluedMap<String, String> parameters;

    private QueryParameters(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    public static QueryParameters of(MultivaluedMap<String, String> parameters, Set<String> known) {
        parameters.forEach((name, values) -> {
            if (!known.contains(name)) {
                throw Problem.invalid(name, "is not a parameter of this");
            }
            if (values.size() > 1) {
                throw Problem.invalid(name, "must be given once");
            }
        });
        return new QueryParameters(parameters);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(parameters.getFirst(name));
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
