package dev.tandem.todo.token;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Without keys every request would be refused. */
@Readiness
@Singleton
class KeysReadiness implements HealthCheck {

    private final JwksKeySet keys;

    KeysReadiness(JwksKeySet keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("keys").status(keys.isUsable()).build();
    }
}
