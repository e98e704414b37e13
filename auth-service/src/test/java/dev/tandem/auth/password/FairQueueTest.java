package dev.tandem.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private final FairQueue<String> queue = new FairQueue<>(6);

    @Test
    void servesNetworksInTurnHoweverManyEachHas() {
        add("a", "ann", "a1", "a2", "a3");
        add("b", "bob", "b1");
        add("c", "cid", "c1", "c2");
        assertEquals(List.of("a1", "b1", "c1", "a2", "c2", "a3"), drain());
    }

    @Test
    void servesAccountsOfANetworkInTurn() {
        add("a", "ann", "ann1", "ann2", "ann3");
        add("a", "bob", "bob1");
        add("c", "cid", "c1");
        assertEquals(List.of("ann1", "c1", "bob1", "ann2", "ann3"), drain());
    }

    @Test
    void givesOneNetworkEveryPlaceThatNobodyElseNeeds() {
        add("a", "ann", "1", "2", "3", "4", "5", "6");
        assertEquals(Optional.of("7"), queue.add("a", "ann", "7"));
        assertEquals(6, queue.size());
    }

    @Test
    void displacesTheLastOfTheNetworkThatHasMost() {
        add("a", "ann", "a1", "a2", "a3", "a4");
        add("b", "bob", "b1", "b2");
        assertEquals(Optional.of("a4"), queue.add("c", "cid", "c1"));
        assertEquals(Optional.of("a3"), queue.add("c", "cid", "c2"));
        assertEquals(Optional.of("c3"), queue.add("c", "cid", "c3"), "has most itself");
        assertEquals(List.of("a1", "b1", "c1", "a2", "b2", "c2"), drain());
    }

    @Test
    void displacesTheLastOfTheAccountThatHasMostInTheNetwork() {
        add("a", "ann", "ann1", "ann2", "ann3", "ann4", "ann5");
        add("a", "bob", "bob1");
        assertEquals(Optional.of("ann5"), queue.add("a", "cid", "cid1"));
        assertEquals(List.of("ann1", "bob1", "cid1", "ann2", "ann3", "ann4"), drain());
    }

    @Test
    void refusesANewcomerOnlyIfEveryPlaceIsAnotherNetworks() {
        Stream.of("a", "b", "c", "d", "e", "f").forEach(network -> add(network, "ann", network));
        assertEquals(Optional.of("g"), queue.add("g", "ann", "g"));
        queue.poll();
        assertEquals(Optional.empty(), queue.add("g", "ann", "g"));
    }

    @Test
    void isEmptyAgainAfterwards() {
        add("a", "ann", "1", "2");
        assertEquals(List.of("1", "2"), drain());
        assertEquals(0, queue.size());
        assertEquals(Optional.empty(), queue.poll());
    }

    private void add(String network, String account, String... tasks) {
        for (var task : tasks) {
            assertEquals(Optional.empty(), queue.add(network, account, task));
        }
    }

    private List<String> drain() {
        return Stream.generate(queue::poll)
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .toList();
    }
}
