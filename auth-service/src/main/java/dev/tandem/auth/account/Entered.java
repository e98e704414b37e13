package dev.tandem.auth.account;

import dev.tandem.auth.session.OpenSession;
import java.util.Optional;

/** An account with the session just opened for it, and the browser that it now knows, if it is one. */
record Entered(AccountView account, OpenSession session, Optional<Device> device) implements PasswordAccepted {}
