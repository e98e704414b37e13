/** Web Locks among the tabs of one test. */
export class FakeLocks {
  private readonly queues = new Map<string, (() => void)[]>()
  private readonly held = new Set<string>()

  request = (async (name: string, second: unknown, third?: unknown) => {
    const options = (typeof second === 'function' ? {} : second) as { ifAvailable?: boolean }
    const work = (typeof second === 'function' ? second : third) as (lock: object | null) => unknown
    await Promise.resolve()
    if (this.held.has(name)) {
      if (options.ifAvailable) {
        return work(null)
      }
      await new Promise<void>(resolve => this.queues.set(name, [...(this.queues.get(name) ?? []), resolve]))
    }
    this.held.add(name)
    try {
      return await work({ name })
    } finally {
      const [next, ...rest] = this.queues.get(name) ?? []
      this.queues.set(name, rest)
      this.held.delete(name)
      if (next) {
        this.held.add(name)
        next()
      }
    }
  }) as LockManager['request']
}

/** BroadcastChannel among the tabs of one test: never heard by the one that speaks, and never at once. */
export class FakeChannels {
  private readonly channels: FakeChannel[] = []
  delay = 5

  open(): FakeChannel {
    const channel = new FakeChannel(message => {
      const text = JSON.stringify(message)
      for (const other of this.channels.filter(other => other !== channel)) {
        setTimeout(() => other.onmessage?.({ data: JSON.parse(text) } as MessageEvent), this.delay)
      }
    })
    this.channels.push(channel)
    return channel
  }
}

class FakeChannel {
  onmessage: ((event: MessageEvent) => void) | null = null
  readonly postMessage: (message: unknown) => void

  constructor(postMessage: (message: unknown) => void) {
    this.postMessage = postMessage
  }
}

export interface Sent {
  method: string
  path: string
  query: URLSearchParams
  headers: Headers
  body: unknown
  credentials: RequestCredentials | undefined
}

export type Answer = Response | 'no network'

/** Stands where the network is: answers by "METHOD /path", remembers what was asked. */
export class FakeNetwork {
  readonly sent: Sent[] = []
  private readonly answers: [string, (request: Sent) => Answer | Promise<Answer>][] = []

  constructor() {
    globalThis.fetch = async (input, init = {}) => {
      const url = new URL(String(input), 'http://localhost')
      const request: Sent = {
        method: init.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: new Headers(init.headers),
        body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
        credentials: init.credentials,
      }
      this.sent.push(request)
      const found = this.answers.find(
        ([route]) =>
          route === `${request.method} ${request.path}` || `${request.method} ${request.path}`.match(`^${route}$`),
      )
      const answer = found ? await found[1](request) : problem(404, 'not_found')
      if (answer === 'no network') {
        throw new TypeError('Failed to fetch')
      }
      return answer
    }
  }

  /** The latest word counts. */
  on(route: string, answer: (request: Sent) => Answer | Promise<Answer>): this {
    this.answers.unshift([route, answer])
    return this
  }

  to(route: string): Sent[] {
    return this.sent.filter(({ method, path }) => `${method} ${path}`.match(`^${route}$`))
  }
}

export function ok(body: unknown, headers: Record<string, string> = {}, status = 200): Response {
  return new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  })
}

export function problem(
  status: number,
  code: string,
  extra: object = {},
  headers: Record<string, string> = {},
): Response {
  const body = { type: 'about:blank', title: '', status, detail: `Detail of ${code}.`, code, traceId: '0', ...extra }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  })
}
