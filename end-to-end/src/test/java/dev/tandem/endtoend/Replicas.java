package dev.tandem.endtoend;

import dev.tandem.local.Service;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Several instances of one service on one database. */
record Replicas(List<Service> all) {

    /** {@code first} and others that are set up like it now; none is started. */
    static Replicas of(TestPair pair, Service first, int count) {
        var others = IntStream.range(1, count).mapToObj(_ -> pair.replicaOf(first));
        return new Replicas(Stream.concat(Stream.of(first), others).toList());
    }

    /** Starts all at the same moment and returns when all are ready. */
    void start() {
        all.forEach(Service::start);
        all.forEach(Service::awaitReady);
    }

    Service get(int index) {
        return all.get(index);
    }

    /** Whoever's turn it is, however far {@code turn} has been counted. */
    URI address(int turn) {
        return all.get(Math.floorMod(turn, all.size())).address();
    }
}
