package dev.tandem.auth.account;

import dev.tandem.auth.secondfactor.SecondFactorToken;

/** There is no session before a code. */
record HalfEntered(SecondFactorToken token) implements PasswordAccepted {}
