package dev.tandem.todo.todo;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.inject.Singleton;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Remembers what Hibernate sent last. */
@PersistenceUnitExtension
@Singleton
class SentSql implements StatementInspector {

    private static final long serialVersionUID = 1;
    private static volatile String last;

    static String last() {
        return last;
    }

    @Override
    public String inspect(String sql) {
        last = sql;
        return sql;
    }
}
