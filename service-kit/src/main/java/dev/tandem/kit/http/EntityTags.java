package dev.tandem.kit.http;

import dev.tandem.kit.problem.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entity tags of an If-Match or If-None-Match header (RFC 9110, section 13.1), over all its lines. */
public final class EntityTags {

    private static final String ANY = "*";
    private static final String WEAK = "W/";

    private final List<String> tags;

    private EntityTags(List<String> tags) {
        this.tags = tags;
    }

    /**
     * The tags of the header called {@code name}; empty if the request has none.
     *
     * @throws Problem 400 if the header is neither {@code *} nor a list of entity tags
     */
    public static Optional<EntityTags> of(String name, HttpServerRequest request) {
        return request.headers().contains(name)
                ? Optional.of(parse(name, request.headers().getAll(name)))
                : Optional.empty();
    }

    static EntityTags parse(String name, List<String> lines) {
        var list = String.join(",", lines);
        var tags = list.strip().equals(ANY) ? List.of(ANY) : parse(list);
        if (tags.isEmpty()) {
            throw Problem.invalid(name, "must be * or a list of quoted entity tags");
        }
        return new EntityTags(tags);
    }

    /** For If-Match: a weak tag never matches. */
    public boolean matchStrongly(String tag) {
        return isAny() || tags.contains(tag);
    }

    /** For If-None-Match: a proxy may have made the tag weak. */
    public boolean matchWeakly(String tag) {
        return isAny() || tags.contains(tag) || tags.contains(WEAK + tag);
    }

    private boolean isAny() {
        return tags.getFirst().equals(ANY);
    }

    /** The tags in {@code list}, in which empty elements are ignored (RFC 9110, section 5.6.1); none if it is invalid. */
    private static List<String> parse(String list) {
        var tags = new ArrayList<String>();
        int at = 0;
        boolean isSeparated = true;
        while (at < list.length()) {
            char character = list.charAt(at);
            if (character == ',' || character == ' ' || character == '\t') {
                isSeparated |= character == ',';
                at++;
                continue;
            }
            int end = isSeparated ? endOfTag(list, at) : -1;
            if (end < 0) {
                return List.of();
            }
            tags.add(list.substring(at, end));
            isSeparated = false;
            at = end;
        }
        return tags;
    }

    /** Where the tag that starts at {@code start} ends; -1 if there is none. */
    private static int endOfTag(String list, int start) {
        int quote = list.startsWith(WEAK, start) ? start + WEAK.length() : start;
        if (quote >= list.length() || list.charAt(quote) != '"') {
            return -1;
        }
        int end = quote + 1;
        while (end < list.length() && isTagCharacter(list.charAt(end))) {
            end++;
        }
        return end < list.length() && list.charAt(end) == '"' ? end + 1 : -1;
    }

    /** Visible ASCII but the quote, or bytes beyond ASCII (RFC 9110, section 8.8.3). */
    private static boolean isTagCharacter(char character) {
        return character == '!' || character >= '#' && character != 0x7f;
    }
}
