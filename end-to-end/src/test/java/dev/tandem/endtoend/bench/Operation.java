package dev.tandem.endtoend.bench;

import dev.tandem.local.Service;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Something clients ask for over and over. */
interface Operation {

    /** In the order in which they are measured. */
    static List<Operation> all() {
        return Stream.<Operation>concat(Stream.of(FixedRequest.values()), Stream.of(Conversation.values()))
                .toList();
    }

    String title();

    /** Who answers. */
    Service service(Contestant at);

    /** How many connections it is measured with. */
    List<Integer> connections();

    /** Throws where the answer is not what it should be. */
    void check(Contestant at);

    /** Throws where any answer is not what it should be, as far as its status tells. */
    Outcome load(Contestant at, int connections, Duration duration);
}
