package dev.tandem.endtoend.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalDouble;

/**
 * One operation measured for a few seconds.
 *
 * @param build which checkout, packaged how
 * @param p50 milliseconds
 * @param p99 milliseconds
 * @param serverCpu of the service that answers, milliseconds a request
 * @param postgresCpu milliseconds a request
 * @param allocated by the service, KB a request; null where it is native
 * @param others how many processors everybody else on the machine took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Slice(
        String build,
        String operation,
        int connections,
        long answers,
        double perSecond,
        double p50,
        double p99,
        double serverCpu,
        double postgresCpu,
        Double allocated,
        double others) {

    private static final double QUIET = 0.05;

    static Slice measured(
            Contestant at,
            Operation operation,
            int connections,
            Outcome outcome,
            CpuUse cpu,
            OptionalDouble allocatedBytes) {
        var answers = outcome.answers();
        return new Slice(
                at.title(),
                operation.title(),
                connections,
                answers,
                outcome.perSecond(),
                outcome.p50() / 1e3,
                outcome.p99() / 1e3,
                cpu.server().toNanos() / 1e6 / answers,
                cpu.postgres().toNanos() / 1e6 / answers,
                allocatedBytes.isPresent() ? allocatedBytes.getAsDouble() / 1e3 / answers : null,
                cpu.others());
    }

    /** Whether everybody else left the machine alone. */
    @JsonIgnore
    boolean isQuiet() {
        return others < QUIET;
    }
}
