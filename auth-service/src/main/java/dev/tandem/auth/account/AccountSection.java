package dev.tandem.auth.account;

import dev.tandem.auth.export.ExportSection;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The account itself. */
@Singleton
class AccountSection implements ExportSection {

    private final Accounts accounts;

    AccountSection(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "account";
    }

    @Override
    public AccountView contents(UUID account) {
        return accounts.view(account);
    }
}
