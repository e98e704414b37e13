package dev.tandem.auth.database;

import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;

/** The database's clock, which all replicas share. */
public final class DatabaseClock {

    private DatabaseClock() {}

    /** This very moment: not the transaction's start, which waiting for a lock may have delayed. */
    public static Instant now() {
        return Panache.getSession()
                .createNativeQuery("select clock_timestamp()", Instant.class)
                .getSingleResult();
    }
}
