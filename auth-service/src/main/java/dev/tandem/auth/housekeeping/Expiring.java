package dev.tandem.auth.housekeeping;

/** Rows of one kind that are of no use after a while. */
public interface Expiring {

    /** What they are, for the log. */
    String name();

    /**
     * Deletes some that are due, in a transaction of the caller's.
     *
     * @param limit at most so many, lest rows stay locked for long
     * @return how many were deleted
     */
    int deleteExpired(int limit);
}
