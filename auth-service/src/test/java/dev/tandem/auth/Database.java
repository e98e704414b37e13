package dev.tandem.auth;

import dev.tandem.local.LocalPostgres;
import dev.tandem.local.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A PostgreSQL of its own for the service under test, and a look behind its back. */
public class Database implements QuarkusTestResourceLifecycleManager {

    private static final String NAME = "auth";
    private static final String URL = "test.database.url";
    private static final String PASSWORD = "test.database.owner-password";

    private static final String MANAGEMENT_PORT = "test.management.port";
    private static final String TODO_SERVICE_PORT = "test.todo-service.port";

    /** For tests that do in a minute, from one address, what people do in days. */
    private static final Map<String, String> NO_LIMITS = Stream.of(
                    "THROTTLE_LOGINS_PER_ACCOUNT_AND_NETWORK",
                    "THROTTLE_LOGINS_PER_DEVICE",
                    "THROTTLE_LOGINS_PER_NETWORK",
                    "THROTTLE_LOGINS_PER_ACCOUNT",
                    "THROTTLE_SIGNUPS",
                    "THROTTLE_SESSIONS",
                    "THROTTLE_RESETS",
                    "WRITES_PER_NETWORK",
                    "WRITES_PER_ACCOUNT",
                    "THROTTLE_MAIL_REQUESTS",
                    "SECURITY_EVENTS_PER_ACCOUNT")
            .collect(Collectors.toMap(setting -> setting, _ -> "1000000/1d"));

    private LocalPostgres postgres;
    private boolean usualLimits;
    private Map<String, String> furtherSettings = Map.of();

    @Override
    public void setContext(Context context) {
        usualLimits = UsualLimits.class.getName().equals(context.testProfile());
    }

    /** @param settings environment variables for the service under test, as a test profile wants them */
    @Override
    public void init(Map<String, String> settings) {
        furtherSettings = settings;
    }

    @Override
    public Map<String, String> start() {
        postgres = LocalPostgres.temporary();
        var database = postgres.database(NAME);
        // Tests run in another class loader than this resource; system properties reach both.
        System.setProperty(URL, database.jdbcUrl());
        System.setProperty(PASSWORD, database.ownerPassword());
        var settings = new HashMap<>(database.asEnvironment());
        // What the packaged service, which runs in the prod profile, has to be told besides.
        settings.put("AUTH_ISSUER", "http://localhost:8081");
        settings.put("KEY_ENCRYPTION_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        settings.put("PASSWORD_PEPPER", "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=");
        settings.put("PASSWORD_BCRYPT_COST", "4");
        settings.put("CORS_ORIGINS", "https://todo.example.com");
        if (!usualLimits) {
            settings.putAll(NO_LIMITS);
        }
        var todoServicePort = Integer.toString(Ports.anyFree());
        System.setProperty(TODO_SERVICE_PORT, todoServicePort);
        settings.put("TODO_SERVICE_URL", "http://localhost:" + todoServicePort);
        settings.put("todo-service.url", "http://localhost:" + todoServicePort);
        settings.put("MAIL_DELIVERY", "off");
        settings.putAll(furtherSettings);
        var managementPort = Integer.toString(Ports.anyFree());
        System.setProperty(MANAGEMENT_PORT, managementPort);
        settings.put("quarkus.management.port", managementPort);
        settings.put("quarkus.management.test-port", managementPort);
        return settings;
    }

    @Override
    public void stop() {
        postgres.close();
    }

    /** Where health and metrics of the service under test are. */
    public static int managementPort() {
        return Integer.getInteger(MANAGEMENT_PORT);
    }

    /** Where the service under test looks for todo-service. */
    static int todoServicePort() {
        return Integer.getInteger(TODO_SERVICE_PORT);
    }

    /** As the owner of the schema. */
    public static Connection connect() throws SQLException {
        return DriverManager.getConnection(System.getProperty(URL), NAME + "_owner", System.getProperty(PASSWORD));
    }

    /** Runs one statement behind the service's back and says how many rows it touched. */
    public static int update(String sql, Object... parameters) {
        try (var connection = connect();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row. */
    public static Object query(String sql, Object... parameters) {
        try (var connection = connect();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getObject(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
