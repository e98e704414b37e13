package dev.tandem.auth.rows;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a record of a file says what its values are. */
interface RowSyntax {

    Optional<Set<String>> columns();

    Map<String, String> read(String record) throws UnreadableRow;
}
