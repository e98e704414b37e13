package dev.tandem.auth.export;

import java.util.List;
import java.util.UUID;

/**
 * A part of everything that is kept about a person of which there may be much.
 *
 * @param <T> as JSON shall show it, without secrets; registered for reflection
 */
public interface PagedSection<T> {

    /** The member of the document that it is. */
    String name();

    /**
     * The next page.
     *
     * @param last the last element of the page before; null for the first page
     * @param limit at most so many
     */
    List<T> page(UUID account, T last, int limit);
}
