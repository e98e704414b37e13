package dev.tandem.auth.key;

import dev.tandem.auth.database.DatabaseClock;
import dev.tandem.auth.key.SigningKey.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The keys while this transaction alone may change them, and what it did to them. */
class LockedKeys {

    private final KeyVault vault;
    private final KeySchedule schedule;
    private final List<SigningKey> keys;
    private final Instant now;
    private final List<String> changes = new ArrayList<>();

    LockedKeys(KeyVault vault, KeySchedule schedule) {
        this.vault = vault;
        this.schedule = schedule;
        SigningKey.lockAll();
        this.now = DatabaseClock.now();
        this.keys = new ArrayList<>(SigningKey.published());
        keys.stream().filter(vault::isForged).toList().forEach(this::reject);
    }

    void retireUnneeded() {
        keys.stream()
                .filter(key -> key.state == State.previous && schedule.isUnneeded(key, now))
                .toList()
                .forEach(this::retire);
    }

    /** One key signs and another one is known long before its turn. */
    void fillUp() {
        if (in(State.current).isEmpty()) {
            change(in(State.next).orElseGet(this::publish), key -> key.activate(now));
        }
        if (in(State.next).isEmpty()) {
            publish();
        }
    }

    boolean isRotationDue() {
        return in(State.current).filter(key -> schedule.isDue(key, now)).isPresent();
    }

    boolean isNextOldEnough() {
        return in(State.next)
                .filter(key -> schedule.isOldEnoughToSign(key, now))
                .isPresent();
    }

    void rotate() {
        in(State.current).ifPresent(key -> change(key, stopping -> stopping.stop(now)));
        fillUp();
    }

    boolean drop(String kid) {
        var dropped = keys.stream().filter(key -> key.kid.equals(kid)).findFirst();
        dropped.ifPresent(this::retire);
        dropped.ifPresent(key -> fillUp());
        return dropped.isPresent();
    }

    void reseal() {
        keys.stream()
                .filter(vault::reseal)
                .forEach(key ->
                        changes.add("Signing key %s is sealed with another key-encryption key".formatted(key.kid)));
    }

    List<String> changes() {
        return changes;
    }

    private Optional<SigningKey> in(State state) {
        return keys.stream().filter(key -> key.state == state).findFirst();
    }

    private SigningKey publish() {
        var key = vault.create();
        change(key, created -> created.publish(now));
        keys.add(key);
        return key;
    }

    /** Makes room for a key of ours in the state that it claimed. */
    private void reject(SigningKey key) {
        changes.add("Signing key %s is rejected".formatted(key.kid));
        retire(key);
    }

    private void retire(SigningKey key) {
        change(key, retiring -> retiring.retire(now));
        keys.remove(key);
    }

    private void change(SigningKey key, Consumer<SigningKey> change) {
        change.accept(key);
        changes.add("Signing key %s is %s".formatted(key.kid, key.state));
    }
}
