/** What went wrong with which member of what was sent. */
export interface FieldError {
  field: string
  message: string
}

/** A refusal, as the services describe it (RFC 9457). */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: FieldError[]
  /** Seconds, where the service says when to try again. */
  readonly retryAfter: number | undefined

  constructor(status: number, code: string, detail: string, errors: FieldError[] = [], retryAfter?: number) {
    super(detail)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.errors = errors
    this.retryAfter = retryAfter
  }

  /** Reads whatever came: a proxy in between may answer in HTML, or not at all what was agreed. */
  static async of(response: Response): Promise<Problem> {
    const retryAfter = seconds(response.headers.get('Retry-After'))
    try {
      const body: unknown = await response.json()
      if (isObject(body) && typeof body.code === 'string') {
        const detail = typeof body.detail === 'string' ? body.detail : ''
        return new Problem(response.status, body.code, detail, fieldErrors(body.errors), retryAfter)
      }
    } catch {
      // Told by the status alone.
    }
    return new Problem(response.status, `http_${response.status}`, '', [], retryAfter)
  }
}

/** No answer came: no network, a server that is down, or one that took too long. */
export class Unreachable extends Error {
  constructor(cause?: unknown) {
    super('No answer', { cause })
    this.name = 'Unreachable'
  }
}

/** Whether the same may well succeed later: nothing was decided about what was asked. */
export function isTransient(error: unknown): boolean {
  return (
    error instanceof Unreachable ||
    (error instanceof Problem && (error.status >= 500 || [408, 425, 429].includes(error.status)))
  )
}

/** Waits longer each time, as long as the service asks for, and never in step with everybody else. */
export function backoff(attempt: number, error: unknown): number {
  const own = Math.min(30_000, 1000 * 2 ** Math.min(attempt, 10))
  return Math.max(retryAfterMs(error), own * (0.75 + Math.random() / 2))
}

/** How long the service asks to be left alone. */
export function retryAfterMs(error: unknown): number {
  return error instanceof Problem && error.retryAfter !== undefined ? error.retryAfter * 1000 : 0
}

const WORDS: Record<string, string> = {
  invalid_credentials: 'The address or the password is wrong.',
  wrong_password: 'That is not your password.',
  email_taken: 'There is an account with this address. Log in instead?',
  email_not_verified: 'Confirm your address first: open the link we sent you by e-mail.',
  invalid_code: 'That code is not right. Codes change every 30 seconds.',
  second_factor_required: 'Two-step log-in is on: a code is needed, too. Reload the page to enter one.',
  invalid_second_factor_token: 'That took too long. Log in again.',
  totp_already_enabled: 'Two-step log-in is on already. Reload the page.',
  totp_not_enabled: 'Two-step log-in is off already. Reload the page.',
  totp_not_pending: 'That took too long. Begin again.',
  too_many_mails: 'You have been sent several mails within the hour. Look for those first.',
  mail_not_configured: 'This server sends no mail.',
  todos_unavailable: 'Your to-dos can’t be read right now. Try again in a moment.',
  invalid_token: 'This link has been used or has expired.',
  origin_not_allowed: 'This page may not talk to the service: its address is not on the list (CORS_ORIGINS).',
  payload_too_large: 'That is too much text.',
}

/** What to tell the person who asked for it. */
export function inWords(error: unknown): string {
  if (error instanceof Unreachable) {
    return navigator.onLine === false
      ? 'You are offline. Try again when you are back.'
      : 'The server does not answer. Try again in a moment.'
  }
  if (!(error instanceof Problem)) {
    return 'Something went wrong in this page. Reload it and try again.'
  }
  const known = WORDS[error.code]
  if (known !== undefined) {
    return known
  }
  if (error.status === 429) {
    return `Too many attempts. Try again ${later(error.retryAfter)}.`
  }
  if (error.status >= 500) {
    return `The server can’t do that right now. Try again ${later(error.retryAfter)}.`
  }
  if (error.errors.length > 0) {
    return error.errors.map(({ field, message }) => sentence(field, message)).join(' ')
  }
  return error.message || 'The server refused that.'
}

/** A field's own faults, in sentences; those of its parts (`tags[2]`) are its own. */
export function faultOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof Problem)) {
    return undefined
  }
  const own = error.errors.filter(fault => fault.field === field || fault.field.startsWith(`${field}[`))
  return own.length > 0 ? own.map(({ message }) => sentence('', message)).join(' ') : undefined
}

function later(retryAfter: number | undefined): string {
  if (retryAfter === undefined || retryAfter < 2) {
    return 'in a moment'
  }
  const minutes = Math.round(retryAfter / 60)
  return retryAfter < 90 ? `in ${retryAfter} seconds` : minutes < 90 ? `in ${minutes} minutes` : 'later'
}

/** Messages are either sentences or, such as "must not be blank", need a subject. */
function sentence(field: string, message: string): string {
  if (/^[A-Z]/.test(message)) {
    return /[.!?]$/.test(message) ? message : `${message}.`
  }
  const subject = field === '' ? 'This' : `“${field}”`
  return `${subject} ${message}.`
}

function fieldErrors(errors: unknown): FieldError[] {
  if (!Array.isArray(errors)) {
    return []
  }
  return errors.filter(
    (error): error is FieldError =>
      isObject(error) && typeof error.field === 'string' && typeof error.message === 'string',
  )
}

function seconds(header: string | null): number | undefined {
  return header !== null && /^\d+$/.test(header.trim()) ? Number(header) : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
