import type { Auth } from './auth'
import { json, jsonOf, send } from './http'
import { Problem } from './problem'
import type {
  Device,
  SecondFactorNeeded,
  SecurityEvent,
  SignedIn,
  Todo,
  TodoFields,
  TodoPatch,
  Totp,
  TotpSecret,
  User,
} from './wire'

/** One page of a list, and where the next one is. */
export interface Page<T> {
  items: T[]
  next: string | undefined
  total: number | undefined
}

export interface Tagged {
  todo: Todo
  etag: string
}

/** Both services, as this app uses them. */
export class Api {
  private readonly auth: Auth
  private readonly origin: string

  constructor(auth: Auth, origin: string) {
    this.auth = auth
    this.origin = origin
  }

  // To-dos

  async todos(query: string, signal?: AbortSignal): Promise<Page<Todo>> {
    return this.page<Todo>(`/api/todos?${query}`, signal)
  }

  async todo(id: string, signal?: AbortSignal): Promise<Tagged> {
    return tagged(await this.call(`/api/todos/${encodeURIComponent(id)}`, signal ? { signal } : {}))
  }

  /** The same key gives the same to-do, however often it is sent. */
  async create(fields: Partial<TodoFields>, key: string): Promise<Tagged> {
    const body = json(fields)
    const headers = { ...body.headers, 'Idempotency-Key': key }
    return tagged(await this.call('/api/todos', { method: 'POST', ...body, headers }))
  }

  async patch(id: string, patch: TodoPatch, ifMatch?: string): Promise<Tagged> {
    const headers: Record<string, string> = { 'Content-Type': 'application/merge-patch+json' }
    if (ifMatch !== undefined) {
      headers['If-Match'] = ifMatch
    }
    const init = { method: 'PATCH', headers, body: JSON.stringify(patch) }
    return tagged(await this.call(`/api/todos/${encodeURIComponent(id)}`, init))
  }

  async remove(id: string): Promise<void> {
    await this.call(`/api/todos/${encodeURIComponent(id)}`, { method: 'DELETE' })
  }

  async clearCompleted(): Promise<void> {
    await this.call('/api/todos?completed=true', { method: 'DELETE' })
  }

  async exportTodos(format: 'json' | 'csv'): Promise<Blob> {
    return (await this.call(`/api/todos/export?format=${format}`, {})).blob()
  }

  // Getting in

  async signUp(person: { email: string; password: string; displayName?: string }): Promise<SignedIn | 'check mail'> {
    const response = await this.open('/auth/signup', person)
    return response.status === 202 ? 'check mail' : jsonOf<SignedIn>(response)
  }

  async logIn(email: string, password: string): Promise<SignedIn | SecondFactorNeeded> {
    return jsonOf(await this.open('/auth/login', { email, password }))
  }

  async secondFactor(token: string, code: string): Promise<SignedIn> {
    return jsonOf(await this.open('/auth/login/second-factor', { token, code }))
  }

  async verifyEmail(token: string): Promise<void> {
    await this.tell('/auth/email/verify', { token })
  }

  /** For somebody who can't log in before the address is verified. */
  async resendVerificationTo(email: string): Promise<void> {
    await this.tell('/auth/email/verify/resend', { email })
  }

  async forgotPassword(email: string): Promise<void> {
    await this.open('/auth/password/forgot', { email })
  }

  async resetPassword(token: string, newPassword: string): Promise<void> {
    await this.open('/auth/password/reset', { token, newPassword })
  }

  // One's own account

  async me(): Promise<User> {
    return jsonOf(await this.account('GET', '/auth/me'))
  }

  async rename(displayName: string | null): Promise<User> {
    return jsonOf(await this.account('PATCH', '/auth/me', { displayName }))
  }

  async changeEmail(newEmail: string, password: string, code: string): Promise<void> {
    await this.account('POST', '/auth/email', { newEmail, ...proof(password, code) })
  }

  async resendVerification(): Promise<void> {
    await this.account('POST', '/auth/email/verify/resend')
  }

  async changePassword(currentPassword: string, newPassword: string, code: string): Promise<void> {
    const { password, ...second } = proof(currentPassword, code)
    await this.account('POST', '/auth/password', { currentPassword: password, newPassword, ...second })
  }

  async deleteAccount(password: string, code: string): Promise<void> {
    await this.account('DELETE', '/auth/me', proof(password, code))
  }

  async exportAccount(): Promise<Blob> {
    return (await this.account('GET', '/auth/export')).blob()
  }

  async totp(): Promise<Totp> {
    return jsonOf(await this.account('GET', '/auth/totp'))
  }

  async setUpTotp(password: string): Promise<TotpSecret> {
    return jsonOf(await this.account('POST', '/auth/totp', { password }))
  }

  async confirmTotp(code: string): Promise<string[]> {
    return (await jsonOf<{ recoveryCodes: string[] }>(await this.account('POST', '/auth/totp/confirm', { code })))
      .recoveryCodes
  }

  async renewRecoveryCodes(password: string, code: string): Promise<string[]> {
    const response = await this.account('POST', '/auth/totp/recovery-codes', proof(password, code))
    return (await jsonOf<{ recoveryCodes: string[] }>(response)).recoveryCodes
  }

  async removeTotp(password: string, code: string): Promise<void> {
    await this.account('DELETE', '/auth/totp', proof(password, code))
  }

  // Devices and what happened

  async devices(): Promise<Device[]> {
    return jsonOf(await this.account('GET', '/auth/sessions'))
  }

  async endDevice(id: string): Promise<void> {
    await this.account('DELETE', `/auth/sessions/${encodeURIComponent(id)}`)
  }

  async endOtherDevices(): Promise<void> {
    await this.account('DELETE', '/auth/sessions')
  }

  async events(query: string, signal?: AbortSignal): Promise<Page<SecurityEvent>> {
    return this.page<SecurityEvent>(`${this.origin}/auth/events?${query}`, signal)
  }

  /** With cookies, without a token: opens a session, or lets the device be recognised. */
  private open(path: string, body: unknown): Promise<Response> {
    return send(`${this.origin}${path}`, { method: 'POST', credentials: 'include', ...json(body) })
  }

  private tell(path: string, body: unknown): Promise<Response> {
    return send(`${this.origin}${path}`, { method: 'POST', ...json(body) })
  }

  private account(method: string, path: string, body?: unknown): Promise<Response> {
    // With the cookie by which auth-service knows a device that has been here before.
    const init: RequestInit = { method, credentials: 'include' }
    return this.call(`${this.origin}${path}`, { ...init, ...(body === undefined ? {} : json(body)) })
  }

  private async page<T>(url: string, signal?: AbortSignal): Promise<Page<T>> {
    const response = await this.call(url, signal ? { signal } : {})
    const total = response.headers.get('X-Total-Count')
    return {
      items: await jsonOf<T[]>(response),
      next: nextQuery(response.headers.get('Link')),
      total: total === null ? undefined : Number(total),
    }
  }

  /** With a token, and once more with another where that one is refused. */
  private async call(url: string, init: RequestInit): Promise<Response> {
    const token = await this.auth.accessToken()
    try {
      return await send(url, authorized(init, token))
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) {
        throw error
      }
      return send(url, authorized(init, await this.auth.renew(token)))
    }
  }
}

export function needsSecondFactor(answer: SignedIn | SecondFactorNeeded): answer is SecondFactorNeeded {
  return 'second_factor_token' in answer
}

/** The query of the next page. Only that: the service may know itself by another address than this page does. */
export function nextQuery(link: string | null): string | undefined {
  const target = link?.match(/<([^>]*)>\s*;[^,]*\brel="?next"?/)?.[1]
  const query = target?.split('?')[1]
  return query === undefined || query === '' ? undefined : query
}

/** Who asks, to whoever has a session already; `undefined` members are not sent. */
function proof(password: string, code: string): { password: string; code: string | undefined } {
  return { password, code: code.trim() === '' ? undefined : code.trim() }
}

async function tagged(response: Response): Promise<Tagged> {
  return { todo: await jsonOf<Todo>(response), etag: response.headers.get('ETag') ?? '' }
}

function authorized(init: RequestInit, token: string): RequestInit {
  return { credentials: 'omit', ...init, headers: { ...init.headers, Authorization: `Bearer ${token}` } }
}
