import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Answer, FakeChannels, FakeLocks, FakeNetwork, ok, problem } from '../test/fakes'
import { Api } from './api'
import { Auth } from './auth'

const ADA = {
  id: 'a',
  email: 'ada@example.com',
  emailVerified: true,
  displayName: 'Ada',
  createdAt: '2026-01-01T00:00:00Z',
}
const BEN = { ...ADA, id: 'b', email: 'ben@example.com', displayName: 'Ben' }

let network: FakeNetwork
let locks: FakeLocks
let channels: FakeChannels
let issued: number

function tab(): Auth {
  return new Auth({ origin: '', locks, channel: channels.open() })
}

function token() {
  return { access_token: `t${++issued}`, token_type: 'Bearer', expires_in: 300 }
}

function refreshes(): number {
  return network.to('POST /auth/refresh').length
}

async function started(...tabs: Auth[]): Promise<void> {
  tabs.forEach(auth => auth.start())
  await vi.advanceTimersByTimeAsync(2_000)
  tabs.forEach(auth => expect(auth.state.is).toBe('in'))
}

beforeEach(() => {
  vi.useFakeTimers()
  network = new FakeNetwork()
  locks = new FakeLocks()
  channels = new FakeChannels()
  issued = 0
  network.on('GET /auth/me', () => ok(ADA))
  network.on('POST /auth/logout', () => ok(null, {}, 204))
  network.on('POST /auth/refresh', async () => {
    await new Promise(resolve => setTimeout(resolve, 50))
    return ok(token())
  })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a session', () => {
  it('is taken up from the cookie', async () => {
    const auth = tab()
    await started(auth)
    expect(auth.state).toEqual({ is: 'in', user: ADA })
    expect(await auth.accessToken()).toBe('t1')
    expect(network.to('POST /auth/refresh')[0]!.credentials).toBe('include')
  })

  it('keeps its tokens out of every storage', async () => {
    await started(tab())
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('t1')
  })

  it('is not there where the cookie is refused', async () => {
    network.on('POST /auth/refresh', () => problem(401, 'invalid_refresh_token'))
    const auth = tab()
    auth.start()
    await vi.advanceTimersByTimeAsync(10)
    expect(auth.state).toEqual({ is: 'out', how: 'never' })
  })

  it('is renewed before its token ends, by the lifetime it was given', async () => {
    const auth = tab()
    await started(auth)
    await vi.advanceTimersByTimeAsync(235_000)
    expect(refreshes()).toBe(1)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(refreshes()).toBe(2)
    expect(await auth.accessToken()).toBe('t2')
  })

  it('does not care what time the clock shows', async () => {
    const auth = tab()
    await started(auth)
    vi.setSystemTime(new Date('2036-01-01'))
    expect(await auth.accessToken()).toBe('t1')
    vi.setSystemTime(new Date('1999-01-01'))
    await vi.advanceTimersByTimeAsync(250_000)
    expect(refreshes()).toBe(2)
  })

  it('is left alone while nobody looks, and renewed when somebody does', async () => {
    const auth = tab()
    await started(auth)
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(refreshes()).toBe(1)
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible')
    auth.wake()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(refreshes()).toBe(2)
  })
})

describe('trouble', () => {
  const troubles: [string, () => Answer][] = [
    ['no network', () => 'no network'],
    ['500', () => problem(500, 'internal_error')],
    ['503', () => problem(503, 'overloaded', {}, { 'Retry-After': '1' })],
    ['429', () => problem(429, 'too_many_requests')],
    ['a proxy’s 502', () => new Response('<html>', { status: 502 })],
    ['403', () => problem(403, 'origin_not_allowed')],
    ['a 401 that is not about the session', () => new Response('', { status: 401 })],
  ]

  it.each(troubles)('logs nobody out who is in: %s', async (_, trouble) => {
    const auth = tab()
    await started(auth)
    network.on('POST /auth/refresh', trouble)
    await vi.advanceTimersByTimeAsync(400_000)
    expect(auth.state.is).toBe('in')
    network.on('POST /auth/refresh', () => ok(token()))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await auth.accessToken()).toBe('t2')
  })

  it.each(troubles)('at the start is tried again: %s', async (_, trouble) => {
    network.on('POST /auth/refresh', trouble)
    const auth = tab()
    auth.start()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(auth.state).toMatchObject({ is: 'starting' })
    expect(auth.state).toHaveProperty('trouble')
    network.on('POST /auth/refresh', () => ok(token()))
    await vi.advanceTimersByTimeAsync(40_000)
    expect(auth.state.is).toBe('in')
  })
})

describe('many calls at once', () => {
  it('fail together where no token can be had, after one attempt', async () => {
    const auth = tab()
    await started(auth)
    network.on('POST /auth/refresh', () => problem(503, 'overloaded'))
    const calls = Promise.allSettled([auth.renew('t1'), auth.renew('t1'), auth.renew('t1')])
    await vi.advanceTimersByTimeAsync(100)
    expect((await calls).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(refreshes()).toBe(2)
  })
})

describe('several tabs', () => {
  it('renew once between them', async () => {
    const tabs = [tab(), tab(), tab()]
    await started(...tabs)
    expect(refreshes()).toBe(1)
    await vi.advanceTimersByTimeAsync(242_000)
    expect(refreshes()).toBe(2)
    expect(await Promise.all(tabs.map(auth => auth.accessToken()))).toEqual(['t2', 't2', 't2'])
  })

  it('renew once though the word of it comes after the lock', async () => {
    channels.delay = 200
    const tabs = [tab(), tab()]
    await started(...tabs)
    expect(refreshes()).toBe(1)
  })

  it('go on when the one that renewed says nothing', async () => {
    channels.delay = 60_000
    await started(tab(), tab())
    expect(refreshes()).toBe(2)
  })

  it('one after the other, never two at once', async () => {
    let under = 0
    network.on('POST /auth/refresh', async () => {
      expect(++under).toBe(1)
      await new Promise(resolve => setTimeout(resolve, 30))
      under--
      return ok(token())
    })
    channels.delay = 60_000
    await started(tab(), tab(), tab())
    expect(refreshes()).toBe(3)
  })

  it('are told what is left of a token, not when it ends', async () => {
    const [first, second] = [tab(), tab()]
    await started(first)
    await vi.advanceTimersByTimeAsync(100_000)
    first.know({ ...ADA, displayName: 'Countess' })
    await vi.advanceTimersByTimeAsync(10)
    expect(second.state).toMatchObject({ is: 'in', user: { displayName: 'Countess' } })
    await vi.advanceTimersByTimeAsync(201_000)
    expect(await second.accessToken()).toBe('t2')
  })

  it('log out together', async () => {
    const tabs = [tab(), tab()]
    await started(...tabs)
    await Promise.all([tabs[0]!.logOut(), vi.advanceTimersByTimeAsync(100)])
    expect(tabs.map(auth => auth.state)).toEqual([
      { is: 'out', how: 'left' },
      { is: 'out', how: 'left' },
    ])
  })

  it('log in together', async () => {
    network.on('POST /auth/refresh', () => problem(401, 'invalid_refresh_token'))
    const tabs = [tab(), tab()]
    tabs.forEach(auth => auth.start())
    await vi.advanceTimersByTimeAsync(1_000)
    await tabs[0]!.enter(async () => ({ ...token(), user: BEN }))
    await vi.advanceTimersByTimeAsync(10)
    expect(tabs[1]!.state).toEqual({ is: 'in', user: BEN })
  })

  it('change persons together', async () => {
    const tabs = [tab(), tab()]
    await started(...tabs)
    await tabs[0]!.enter(async () => ({ ...token(), user: BEN }))
    await vi.advanceTimersByTimeAsync(10)
    expect(tabs[1]!.state).toEqual({ is: 'in', user: BEN })
    expect(await tabs[1]!.accessToken()).toBe('t2')
  })

  it('learn together that the session was ended elsewhere', async () => {
    const tabs = [tab(), tab()]
    await started(...tabs)
    network.on('POST /auth/refresh', () => problem(401, 'invalid_refresh_token'))
    await vi.advanceTimersByTimeAsync(242_000)
    expect(tabs.map(auth => auth.state)).toEqual([
      { is: 'out', how: 'ended' },
      { is: 'out', how: 'ended' },
    ])
  })
})

describe('logging out', () => {
  it.each([
    ['no network', () => 'no network' as const],
    ['503', () => problem(503, 'overloaded')],
  ])('is not pretended where the server was not told: %s', async (_, trouble) => {
    const auth = tab()
    await started(auth)
    network.on('POST /auth/logout', trouble)
    await expect(auth.logOut()).rejects.toThrow()
    expect(auth.state.is).toBe('in')
  })

  it('waits for a renewal that is under way', async () => {
    const auth = tab()
    await started(auth)
    const renewal = auth.renew('t1')
    const out = auth.logOut()
    await vi.advanceTimersByTimeAsync(1_000)
    await Promise.all([renewal, out])
    expect(network.sent.map(({ path }) => path).slice(-2)).toEqual(['/auth/refresh', '/auth/logout'])
    expect(auth.state.is).toBe('out')
  })
})

describe('a call', () => {
  const todos = () => network.to('GET /api/todos')

  it('is made once more with another token where the first is refused', async () => {
    const auth = tab()
    await started(auth)
    network.on('GET /api/todos', ({ headers }) =>
      headers.get('Authorization') === 'Bearer t1' ? problem(401, 'invalid_token') : ok([]),
    )
    const call = new Api(auth, '').todos('')
    await vi.advanceTimersByTimeAsync(1_000)
    expect((await call).items).toEqual([])
    expect(todos()).toHaveLength(2)
    expect(todos().map(({ credentials }) => credentials)).toEqual(['omit', 'omit'])
  })

  it('is not made a third time', async () => {
    const auth = tab()
    await started(auth)
    network.on('GET /api/todos', () => problem(401, 'invalid_token'))
    const call = expect(new Api(auth, '').todos('')).rejects.toMatchObject({ status: 401 })
    await vi.advanceTimersByTimeAsync(1_000)
    await call
    expect(todos()).toHaveLength(2)
    expect(auth.state.is).toBe('in')
  })

  it('shares its new token with all that were refused with it', async () => {
    const auth = tab()
    await started(auth)
    network.on('GET /api/todos', ({ headers }) =>
      headers.get('Authorization') === 'Bearer t1' ? problem(401, 'invalid_token') : ok([]),
    )
    const api = new Api(auth, '')
    const calls = Promise.all([api.todos('a'), api.todos('b'), api.todos('c')])
    await vi.advanceTimersByTimeAsync(1_000)
    await calls
    expect(refreshes()).toBe(2)
  })

  it('ends the session where the session has ended', async () => {
    const auth = tab()
    await started(auth)
    network.on('GET /api/todos', () => problem(401, 'invalid_token'))
    network.on('POST /auth/refresh', () => problem(401, 'invalid_refresh_token'))
    const call = expect(new Api(auth, '').todos('')).rejects.toThrow()
    await vi.advanceTimersByTimeAsync(1_000)
    await call
    expect(auth.state).toEqual({ is: 'out', how: 'ended' })
  })

  it('after a sleep that the timers missed gets a new token', async () => {
    const auth = tab()
    await started(auth)
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    await vi.advanceTimersByTimeAsync(600_000)
    network.on('GET /api/todos', () => ok([]))
    const call = new Api(auth, '').todos('')
    await vi.advanceTimersByTimeAsync(1_000)
    await call
    expect(todos().map(({ headers }) => headers.get('Authorization'))).toEqual(['Bearer t2'])
  })
})
