import { describe, expect, it } from 'vitest'
import { problem } from '../test/fakes'
import { backoff, faultOf, inWords, isTransient, Problem, Unreachable } from './problem'

describe('what a service refuses', () => {
  it('is read from problem details', async () => {
    const errors = [{ field: 'title', message: 'must not be blank' }]
    const read = await Problem.of(problem(400, 'validation_failed', { errors }))
    expect(read).toMatchObject({ status: 400, code: 'validation_failed', errors })
    expect(faultOf(read, 'title')).toBe('This must not be blank.')
    expect(faultOf(read, 'tags')).toBeUndefined()
  })

  it('names a part of a list under the list', async () => {
    const errors = [{ field: 'tags[3]', message: 'must be at most 50 characters long' }]
    expect(faultOf(await Problem.of(problem(400, 'x', { errors })), 'tags')).toBe(
      'This must be at most 50 characters long.',
    )
  })

  it.each([
    ['HTML of a proxy', new Response('<h1>Bad Gateway</h1>', { status: 502 })],
    ['nothing', new Response(null, { status: 502 })],
    ['JSON of another kind', new Response('[1]', { status: 502 })],
    ['nonsense in its members', new Response('{"code":7,"errors":"x"}', { status: 502 })],
  ])('is told by the status where %s came', async (_, response) => {
    const read = await Problem.of(response)
    expect(read).toMatchObject({ status: 502, code: 'http_502', errors: [] })
    expect(inWords(read)).toBe('The server can’t do that right now. Try again in a moment.')
  })

  it('drops errors that are none', async () => {
    const read = await Problem.of(problem(400, 'x', { errors: [null, { field: 1 }, { field: 'a', message: 'b' }] }))
    expect(read.errors).toEqual([{ field: 'a', message: 'b' }])
  })

  it('says when to try again', async () => {
    const read = await Problem.of(problem(429, 'too_many_requests', {}, { 'Retry-After': '600' }))
    expect(inWords(read)).toBe('Too many attempts. Try again in 10 minutes.')
    expect(backoff(0, read)).toBeGreaterThanOrEqual(600_000)
  })
})

describe('what passes', () => {
  it.each([
    [new Unreachable(), true],
    [new Problem(503, 'x', ''), true],
    [new Problem(500, 'x', ''), true],
    [new Problem(429, 'x', ''), true],
    [new Problem(408, 'x', ''), true],
    [new Problem(401, 'invalid_refresh_token', ''), false],
    [new Problem(403, 'origin_not_allowed', ''), false],
    [new Problem(412, 'precondition_failed', ''), false],
    [new Error(), false],
  ])('%s: %s', (error, transient) => expect(isTransient(error)).toBe(transient))

  it('is waited for longer each time, but not for ever', () => {
    expect(backoff(0, new Unreachable())).toBeLessThan(2_000)
    expect(backoff(50, new Unreachable())).toBeLessThanOrEqual(37_500)
  })
})
