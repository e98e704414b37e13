package dev.tandem.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalPostgresTest {

    private static LocalPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.temporary();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void whoeverLogsInHashesTheirRandomPasswordOnce() throws SQLException {
        var database = postgres.database("notes");
        try (var superuser = postgres.superuser("postgres");
                var statement = superuser.createStatement();
                var rows = statement.executeQuery(
                        "select rolname, rolpassword from pg_authid where rolname like 'notes%' order by rolname")) {
            for (var role : new String[] {database.application(), database.owner()}) {
                assertTrue(rows.next());
                assertEquals(role, rows.getString(1));
                assertTrue(rows.getString(2).startsWith("SCRAM-SHA-256$1:"));
            }
        }
        DriverManager.getConnection(database.jdbcUrl(), database.application(), database.applicationPassword())
                .close();
    }
}
