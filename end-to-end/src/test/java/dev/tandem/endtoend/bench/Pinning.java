package dev.tandem.endtoend.bench;

import java.util.List;

/**
 * Which processor does what: the services have one to themselves, so that their runtimes see a machine of one
 * processor; load and PostgreSQL have another.
 *
 * @param launcher what starts a service
 * @param description for the report
 */
record Pinning(List<String> launcher, String description) {

    private static final String SERVICES = "0";
    private static final String OTHERS = "1";

    /** Moves this process, and with it whatever it starts from now on, out of the services' way. */
    static Pinning separate() {
        var self = Long.toString(ProcessHandle.current().pid());
        if (Command.output("taskset", "-c", SERVICES, "true").isEmpty()
                || Command.output("taskset", "-acp", OTHERS, self).isEmpty()) {
            return new Pinning(
                    List.of(), "**not pinned** (no taskset, or processors 0 and 1 may not be used): compare with care");
        }
        return new Pinning(
                List.of("taskset", "-c", SERVICES),
                "services on processor " + SERVICES + ", load and PostgreSQL on processor " + OTHERS);
    }
}
