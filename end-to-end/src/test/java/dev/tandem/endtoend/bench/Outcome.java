package dev.tandem.endtoend.bench;

/**
 * What clients met with during one slice.
 *
 * @param microseconds how long they asked
 * @param p50 microseconds
 * @param p99 microseconds
 * @param refused answers with a status of 400 and above
 * @param lost requests without an answer
 */
record Outcome(long answers, long microseconds, long p50, long p99, long refused, long lost) {

    double perSecond() {
        return answers * 1e6 / microseconds;
    }

    /** This, unless the clients were answered something else than what is measured. */
    Outcome expecting(boolean refusals) {
        if (lost > 0 || refused != (refusals ? answers : 0)) {
            throw new IllegalStateException("Not what was to be measured: " + this);
        }
        return this;
    }
}
