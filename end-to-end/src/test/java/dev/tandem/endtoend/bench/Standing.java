package dev.tandem.endtoend.bench;

import java.util.List;

/**
 * What was found out about one contestant.
 *
 * @param authStart milliseconds to the first 200, median
 * @param todoStart the same of todo-service, auth-service being there
 */
record Standing(String title, double authStart, double todoStart, Memory atRest, Memory afterLoad, List<Cell> cells) {

    Cell cell(String operation, int connections) {
        return cells.stream()
                .filter(cell -> cell.operation().equals(operation) && cell.connections() == connections)
                .findFirst()
                .orElseThrow();
    }

    /** What both services have in memory. */
    record Memory(MemoryUse auth, MemoryUse todo) {

        static Memory of(Contestant contestant) {
            return new Memory(
                    MemoryUse.of(contestant.auth().pid()),
                    MemoryUse.of(contestant.todo().pid()));
        }
    }
}
