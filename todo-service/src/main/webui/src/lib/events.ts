const TEXTS: Record<string, string> = {
  signed_up: 'Account made',
  logged_in: 'Logged in',
  login_failed: 'A log-in failed',
  refresh_token_reused: 'A used key was shown again; that device was logged out',
  password_changed: 'Password changed',
  password_reset_requested: 'A link to choose a new password was asked for',
  password_reset: 'Password reset by e-mail',
  email_verified: 'E-mail address confirmed',
  email_change_requested: 'Change of e-mail address asked for',
  email_changed: 'E-mail address changed',
  session_ended: 'A device was logged out',
  other_sessions_ended: 'All other devices were logged out',
  logged_out: 'Logged out',
  second_factor_required: 'The password was right; a code was asked for',
  second_factor_failed: 'A wrong code was entered',
  totp_enabled: 'Two-step log-in turned on',
  totp_disabled: 'Two-step log-in turned off',
  recovery_codes_renewed: 'New recovery codes made',
  recovery_code_used: 'A recovery code was used',
  signup_repeated: 'Somebody tried to sign up with your address',
  throttled: 'Too many attempts; slowed down',
  account_deleted: 'Account deleted',
  account_erased: 'To-dos deleted with the account',
}

/** Worth a second look by the person it happened to. */
const WORRYING = new Set([
  'login_failed',
  'second_factor_failed',
  'refresh_token_reused',
  'throttled',
  'recovery_code_used',
])

/** The service may know events that this page does not; their names are readable enough. */
export function eventText(type: string): string {
  const words = type.replaceAll('_', ' ').trim()
  return TEXTS[type] ?? (words === '' ? 'Something happened' : words[0]!.toUpperCase() + words.slice(1))
}

export function isWorrying(type: string): boolean {
  return WORRYING.has(type)
}
