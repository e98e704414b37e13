package dev.tandem.kit.problem;

import java.sql.SQLException;
import java.util.Optional;

/** Maps an error that a service's own schema raises to a problem. Beans of this type are asked before the defaults. */
public interface DatabaseErrorMapper {

    /** Empty if {@code error} is not one that this mapper knows. */
    Optional<Problem> map(SQLException error);
}
