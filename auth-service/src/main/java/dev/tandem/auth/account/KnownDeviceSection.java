package dev.tandem.auth.account;

import dev.tandem.auth.export.ExportSection;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The browsers that are remembered. Which they are is not known, only when they last came. */
@Singleton
class KnownDeviceSection implements ExportSection {

    @RegisterForReflection
    record ExportedDevice(Instant lastUsedAt) {}

    @Override
    public String name() {
        return "knownDevices";
    }

    @Override
    public List<ExportedDevice> contents(UUID account) {
        return KnownDevice.of(account).stream()
                .map(device -> new ExportedDevice(device.lastUsedAt))
                .toList();
    }
}
