package dev.tandem.auth.password;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * A bounded queue that serves networks in turn, and in each network accounts in turn. If it is full, the last task of
 * whoever has most in it goes: a flood displaces itself, and a network with fewer tasks than others always finds a place.
 *
 * @param <T> a task
 */
final class FairQueue<T> {

    private final int places;
    /** Both in the order of turns: the first is next, and goes last after it. */
    private final SequencedMap<Object, SequencedMap<Object, Deque<T>>> networks = new LinkedHashMap<>();

    private int size;

    FairQueue(int places) {
        this.places = places;
    }

    /** Adds {@code task} and returns the one that had to go for it, which may be itself; empty if there was a place. */
    synchronized Optional<T> add(Object network, Object account, T task) {
        networks.computeIfAbsent(network, _ -> new LinkedHashMap<>())
                .computeIfAbsent(account, _ -> new ArrayDeque<>())
                .addLast(task);
        size++;
        return size > places ? Optional.of(displace(network, account)) : Optional.empty();
    }

    /** Removes the task whose turn it is; empty if there is none. */
    synchronized Optional<T> poll() {
        if (size == 0) {
            return Optional.empty();
        }
        size--;
        var network = networks.pollFirstEntry();
        var accounts = network.getValue();
        var account = accounts.pollFirstEntry();
        var task = account.getValue().removeFirst();
        if (!account.getValue().isEmpty()) {
            accounts.putLast(account.getKey(), account.getValue());
        }
        if (!accounts.isEmpty()) {
            networks.putLast(network.getKey(), accounts);
        }
        return Optional.of(task);
    }

    synchronized int size() {
        return size;
    }

    private T displace(Object newcomer, Object newcomersAccount) {
        var network = largest(networks, FairQueue::size, newcomer);
        var accounts = networks.get(network);
        var account = largest(accounts, Deque::size, newcomersAccount);
        var tasks = accounts.get(account);
        var task = tasks.removeLast();
        if (tasks.isEmpty()) {
            accounts.remove(account);
        }
        if (accounts.isEmpty()) {
            networks.remove(network);
        }
        size--;
        return task;
    }

    /** Of several with as many, the newcomer: the others came first. */
    private static <V> Object largest(Map<Object, V> shares, ToIntFunction<V> size, Object newcomer) {
        return Stream.concat(Stream.of(newcomer).filter(shares::containsKey), shares.keySet().stream())
                .max(Comparator.comparingInt(key -> size.applyAsInt(shares.get(key))))
                .orElseThrow();
    }

    private static int size(Map<?, ? extends Deque<?>> accounts) {
        return accounts.values().stream().mapToInt(Deque::size).sum();
    }
}
