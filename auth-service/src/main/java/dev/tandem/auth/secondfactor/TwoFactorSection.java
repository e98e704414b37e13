package dev.tandem.auth.secondfactor;

import dev.tandem.auth.export.ExportSection;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Whether logging in takes a code; what codes are made with is nobody's to see. */
@Singleton
class TwoFactorSection implements ExportSection {

    private final Authenticators authenticators;

    TwoFactorSection(Authenticators authenticators) {
        this.authenticators = authenticators;
    }

    @Override
    public String name() {
        return "twoFactor";
    }

    @Override
    public TwoFactorState contents(UUID account) {
        return authenticators.state(account);
    }
}
