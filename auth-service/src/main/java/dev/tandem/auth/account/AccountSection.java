package dev.tandem.auth.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tandem.auth.export.ExportSection;
import dev.tandem.auth.mail.MailTokens;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The account itself. */
@Singleton
class AccountSection implements ExportSection {

    /** @param pendingEmail the address that a change is under way to; null if there is none */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ExportedAccount(@JsonUnwrapped AccountView account, String pendingEmail) {}

    private final Accounts accounts;
    private final MailTokens mailTokens;

    AccountSection(Accounts accounts, MailTokens mailTokens) {
        this.accounts = accounts;
        this.mailTokens = mailTokens;
    }

    @Override
    public String name() {
        return "account";
    }

    @Override
    public ExportedAccount contents(UUID account) {
        return new ExportedAccount(
                accounts.view(account), mailTokens.pendingEmail(account).orElse(null));
    }
}
