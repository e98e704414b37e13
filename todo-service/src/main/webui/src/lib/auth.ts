import { json, jsonOf, send } from './http'
import { backoff, isTransient, Problem } from './problem'
import type { SignedIn, TokenAnswer, User } from './wire'

export type AuthState =
  /** Nothing is known yet; with trouble, nothing could be found out so far. */
  | { is: 'starting'; trouble?: unknown }
  | { is: 'in'; user: User }
  /** left: someone logged out here, so nothing of theirs stays. ended: the session did, so what was typed does. */
  | { is: 'out'; how: 'left' | 'ended' | 'never' }

/** What tabs tell each other. Time is sent as what is left of it: their clocks share no zero. */
type Message =
  { says: 'token'; value: string; lifetime: number; left: number; user: User } | { says: 'out'; how: 'left' | 'ended' }

interface AccessToken {
  value: string
  lifetime: number
  /** By performance.now(), which nobody can set. */
  until: number
}

export interface AuthSurroundings {
  /** Where auth-service is; empty for here. */
  origin: string
  locks: Pick<LockManager, 'request'>
  channel: Pick<BroadcastChannel, 'postMessage' | 'onmessage'>
}

const LOCK = 'tandem-session'
/** A token this close to its end might not arrive before it. */
const MARGIN = 5_000
/** How long a tab waits to be handed the token that another has just fetched. */
const HANDOVER = 500

/**
 * Keeps this browser's session: the access token in memory, the refresh token in a cookie that no script can read. The
 * cookie is shared by all tabs, so whatever changes it is done by one tab at a time, which hands the others the result.
 */
export class Auth {
  private readonly origin: string
  private readonly locks: AuthSurroundings['locks']
  private readonly channel: AuthSurroundings['channel']
  private readonly listeners = new Set<() => void>()
  private token: AccessToken | undefined
  private renewal: Promise<string> | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private failures = 0
  private current: AuthState = { is: 'starting' }

  constructor(surroundings: AuthSurroundings) {
    this.origin = surroundings.origin
    this.locks = surroundings.locks
    this.channel = surroundings.channel
    this.channel.onmessage = event => this.hear(event.data as Message)
  }

  get state(): AuthState {
    return this.current
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Takes up the session that the cookie holds, if it does; keeps trying while nobody answers. */
  start(): void {
    this.failures = 0
    void this.renewQuietly()
  }

  /** A token good for a call now, fetched first where need be. */
  accessToken(): Promise<string> {
    const token = this.token
    return token && left(token) > MARGIN ? Promise.resolve(token.value) : this.renew(token?.value)
  }

  /** Another token than the one that is refused or about to end. However many ask, one is fetched. */
  renew(stale: string | undefined): Promise<string> {
    const token = this.token
    if (token && token.value !== stale && left(token) > MARGIN) {
      return Promise.resolve(token.value)
    }
    this.renewal ??= this.alone(waited => this.fetchToken(stale, waited)).finally(() => {
      this.renewal = undefined
    })
    return this.renewal
  }

  /** Does what opens a session, such as logging in, and takes its answer up. */
  enter(open: () => Promise<SignedIn | undefined>): Promise<void> {
    return this.alone(async () => {
      const answer = await open()
      if (answer) {
        this.accept(answer, answer.user)
      }
    })
  }

  /** Logs out everywhere in this browser. Where the server can't be told, nobody is: the cookie would still be good. */
  logOut(): Promise<void> {
    return this.alone(async () => {
      try {
        await send(`${this.origin}/auth/logout`, { method: 'POST', credentials: 'include', ...json({}) })
      } catch (error) {
        if (isTransient(error) || !(error instanceof Problem)) {
          throw error
        }
      }
      this.leave()
    })
  }

  /** The session is over and its owner knows: they logged out or deleted the account. */
  leave(): void {
    this.out('left')
    this.tell({ says: 'out', how: 'left' })
  }

  /** What the person changed about themselves, for every tab. */
  know(user: User): void {
    if (this.current.is === 'in') {
      this.set({ is: 'in', user })
      this.tellToken()
    }
  }

  /** The machine woke up, the tab was looked at again or the network is back: timers may be late. */
  wake = (): void => {
    if (this.current.is === 'starting' || (this.token && isDue(this.token))) {
      this.failures = 0
      void this.renewQuietly()
    }
  }

  private async fetchToken(stale: string | undefined, waited: boolean): Promise<string> {
    if (waited) {
      await this.handover(stale)
    }
    if (this.token && this.token.value !== stale && left(this.token) > MARGIN) {
      return this.token.value
    }
    try {
      const asked = performance.now()
      const response = await send(`${this.origin}/auth/refresh`, {
        method: 'POST',
        credentials: 'include',
        ...json({}),
      })
      const answer = await jsonOf<TokenAnswer>(response)
      const user = this.current.is === 'in' ? this.current.user : await this.fetchUser(answer.access_token)
      return this.accept(answer, user, asked)
    } catch (error) {
      if (error instanceof Problem && error.status === 401 && error.code === 'invalid_refresh_token') {
        const how = this.current.is === 'in' ? 'ended' : 'never'
        this.out(how)
        if (how === 'ended') {
          this.tell({ says: 'out', how })
        }
      }
      throw error
    }
  }

  private async fetchUser(accessToken: string): Promise<User> {
    const response = await send(`${this.origin}/auth/me`, { headers: { Authorization: `Bearer ${accessToken}` } })
    return jsonOf<User>(response)
  }

  private async renewQuietly(): Promise<void> {
    clearTimeout(this.timer)
    try {
      await this.renew(this.token?.value)
    } catch (error) {
      if (this.current.is === 'out') {
        return
      }
      // Whatever it was, it was no word that the session is over.
      if (this.current.is === 'starting') {
        this.set({ is: 'starting', trouble: error })
      }
      this.timer = setTimeout(() => void this.renewQuietly(), backoff(this.failures++, error))
    }
  }

  private accept(answer: TokenAnswer, user: User, since = performance.now()): string {
    const lifetime = answer.expires_in * 1000
    this.hold({ value: answer.access_token, lifetime, until: since + lifetime }, user)
    this.tellToken()
    return answer.access_token
  }

  private hold(token: AccessToken, user: User): void {
    this.token = token
    this.failures = 0
    if (this.current.is !== 'in' || !sameUser(this.current.user, user)) {
      this.set({ is: 'in', user })
    }
    this.schedule()
  }

  /** A tab that nobody looks at renews when it is looked at or has something to ask. */
  private schedule(): void {
    clearTimeout(this.timer)
    if (this.token) {
      const token = this.token
      this.timer = setTimeout(
        () => {
          if (document.visibilityState === 'visible' && isDue(token)) {
            void this.renewQuietly()
          }
        },
        Math.max(0, left(token) - lead(token)),
      )
    }
  }

  private out(how: 'left' | 'ended' | 'never'): void {
    clearTimeout(this.timer)
    this.token = undefined
    this.set({ is: 'out', how })
  }

  private set(state: AuthState): void {
    this.current = state
    this.listeners.forEach(listener => listener())
  }

  private tell(message: Message): void {
    this.channel.postMessage(message)
  }

  private tellToken(): void {
    if (this.token && this.current.is === 'in') {
      const { value, lifetime } = this.token
      this.tell({ says: 'token', value, lifetime, left: left(this.token), user: this.current.user })
    }
  }

  private hear(message: Message): void {
    if (message.says === 'out') {
      if (this.current.is === 'in' || (this.current.is === 'out' && message.how === 'left')) {
        this.out(message.how)
      }
    } else {
      const { value, lifetime, user } = message
      this.hold({ value, lifetime, until: performance.now() + message.left }, user)
    }
  }

  /** The lock may be had before the message is: both come from the same tab, but by different ways. */
  private async handover(stale: string | undefined): Promise<void> {
    const deadline = performance.now() + HANDOVER
    while (performance.now() < deadline && (!this.token || this.token.value === stale) && this.current.is !== 'out') {
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }

  private async alone<T>(work: (waited: boolean) => Promise<T>): Promise<T> {
    let result: { value: T } | undefined
    await this.locks.request(LOCK, { ifAvailable: true }, async lock => {
      if (lock) {
        result = { value: await work(false) }
      }
    })
    if (!result) {
      await this.locks.request(LOCK, async () => {
        result = { value: await work(true) }
      })
    }
    return result!.value
  }
}

function left(token: AccessToken): number {
  return token.until - performance.now()
}

/** How long before its end a token is renewed. */
function lead(token: AccessToken): number {
  return Math.min(60_000, token.lifetime / 4)
}

function isDue(token: AccessToken): boolean {
  return left(token) <= lead(token) + 50
}

function sameUser(one: User, other: User): boolean {
  return (Object.keys(one) as (keyof User)[]).every(key => one[key] === other[key])
}
