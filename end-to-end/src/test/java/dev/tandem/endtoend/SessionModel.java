package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

/** The rotation rule in a few lines: how the refresh tokens of one session have to be answered. */
final class SessionModel {

    private final List<String> issued = new ArrayList<>();
    private boolean graceIsOver;
    private boolean ended;

    SessionModel(String first) {
        issued.add(first);
    }

    /**
     * Checks what {@code shown} was answered.
     *
     * @param successor null where the token was refused
     */
    synchronized void answered(String shown, String successor) {
        if (ended) {
            assertNull(successor, "the session has ended");
        } else if (shown.equals(current())) {
            assertNotNull(successor, "the current token was refused");
            assertTrue(!issued.contains(successor), "a token was issued twice");
            issued.add(successor);
            graceIsOver = false;
        } else if (isGood(shown)) {
            assertEquals(current(), successor, "the token just replaced has one successor");
        } else {
            assertNull(successor, "a token replaced long ago was taken");
            ended = true;
        }
    }

    void graceEnds() {
        graceIsOver = true;
    }

    void loggedOut() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    boolean isRotated() {
        return issued.size() > 1;
    }

    boolean isGood(String token) {
        return !ended && (token.equals(current()) || token.equals(previous()) && !graceIsOver);
    }

    String current() {
        return issued.getLast();
    }

    String previous() {
        return isRotated() ? issued.get(issued.size() - 2) : null;
    }

    /** Any one, the oldest first. */
    String issued(int index) {
        return issued.get(index % issued.size());
    }
}
