package dev.tandem.auth.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A security event with everything that is kept of it.
 *
 * @param detail a few words of the service's own; null if there are none
 */
@RegisterForReflection
record ExportedEvent(@JsonUnwrapped EventView event, String detail) {}
