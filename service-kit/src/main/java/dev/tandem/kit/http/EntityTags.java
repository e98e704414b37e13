package dev.tandem.kit.http;

import dev.tandem.kit.problem.Problem;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The entity tags of an If-Match or If-None-Match header. */
public final class EntityTags {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e]*\"");
    private static final Pattern LIST = Pattern.compile("\\s*" + TAG + "\\s*(?:,\\s*" + TAG + "\\s*)*");

    private final String header;

    private EntityTags(String header) {
        this.header = header;
    }

    /** Those of the header called {@code name}, if it was sent at all. */
    public static Optional<EntityTags> of(String name, String header) {
        if (header == null) {
            return Optional.empty();
        }
        if (!header.strip().equals("*") && !LIST.matcher(header).matches()) {
            throw Problem.invalid(name, "must be * or a list of quoted entity tags");
        }
        return Optional.of(new EntityTags(header));
    }

    /** For If-Match: a weak tag never matches. */
    public boolean matchStrongly(String tag) {
        return isAny() || tags().anyMatch(tag::equals);
    }

    /** For If-None-Match: a proxy may have weakened the tag. */
    public boolean matchWeakly(String tag) {
        return isAny() || tags().map(sent -> sent.replaceFirst("^W/", "")).anyMatch(tag::equals);
    }

    private boolean isAny() {
        return header.strip().equals("*");
    }

    private Stream<String> tags() {
        return TAG.matcher(header).results().map(result -> result.group());
    }
}
