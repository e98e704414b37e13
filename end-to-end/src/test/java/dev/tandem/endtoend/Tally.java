package dev.tandem.endtoend;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What many clients met with. */
public final class Tally {

    private final Queue<Duration> answered = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final Queue<String> loggedOut = new ConcurrentLinkedQueue<>();

    public void answered(Duration taken) {
        answered.add(taken);
    }

    /** An attempt that was made again. */
    public void failed(String how) {
        failures.merge(how, 1, Integer::sum);
    }

    void loggedOut(String whom) {
        loggedOut.add(whom);
    }

    public int answers() {
        return answered.size();
    }

    /** How long each answer took. */
    public List<Duration> answered() {
        return List.copyOf(answered);
    }

    /** How often an attempt failed, by how it did. */
    public Map<String, Integer> failures() {
        return new TreeMap<>(failures);
    }

    List<String> loggedOut() {
        return List.copyOf(loggedOut);
    }

    Duration percentile(double percent) {
        var sorted = answered.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100) - 1));
    }
}
