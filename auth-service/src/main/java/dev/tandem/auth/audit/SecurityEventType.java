package dev.tandem.auth.audit;

/** What is worth remembering about an account's security; the names are on the wire and in the database. */
public enum SecurityEventType {
    signed_up,
    user_imported,
    logged_in,
    login_failed,
    logged_out,
    /** A refresh token that had been replaced was shown again: its session was ended. */
    refresh_token_reused,
    session_ended,
    other_sessions_ended,
    password_changed,
    password_reset_requested,
    /** With a link that was mailed. */
    password_reset,
    email_verified,
    email_change_requested,
    email_changed,
    /** Somebody wanted an account with an address that has one. */
    signup_repeated,
    /** The password was right, and a code was asked for. */
    second_factor_required,
    second_factor_failed,
    recovery_code_used,
    recovery_codes_renewed,
    totp_enabled,
    totp_disabled,
    /** Something was done too often, for the first time since it was allowed. */
    throttled,
    account_deleted,
    /** todo-service has deleted what it kept, too. */
    account_erased,
    signing_key_changed
}
