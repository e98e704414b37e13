import { beforeEach, describe, expect, it } from 'vitest'
import { type Answer, FakeNetwork, ok, problem, type Sent } from '../test/fakes'
import { todo } from '../test/todos'
import { Api, nextQuery } from './api'
import type { Auth } from './auth'
import { Conflict, type Op } from './outbox'
import { Todos } from './todos'
import type { Todo, TodoPatch } from './wire'

let network: FakeNetwork
let todos: Todos
let stored: Todo | undefined
let version: number

const seen = todo({ id: 'x', title: 'before', completed: false })

function change(members: Partial<Todo>): void {
  version++
  stored = { ...stored!, ...members, updatedAt: `2026-11-20T12:00:0${version}Z` }
}

function current(): Answer {
  return stored ? ok(stored, { ETag: `"x.${version}"` }) : problem(404, 'not_found')
}

function write({ headers, body }: Sent): Answer {
  const condition = headers.get('If-Match')
  if (stored && condition !== null && condition !== `"x.${version}"`) {
    return problem(412, 'precondition_failed')
  }
  if (stored) {
    change(body as TodoPatch)
  }
  return current()
}

const edit = (patch: TodoPatch, base = seen): Op => ({ kind: 'patch', id: '1', seq: 1, todo: 'x', patch, base })

beforeEach(() => {
  network = new FakeNetwork()
  const auth = { accessToken: async () => 't', renew: async () => 't' } as unknown as Auth
  todos = new Todos(new Api(auth, ''))
  stored = seen
  version = 0
  network.on('GET /api/todos/x', current).on('PATCH /api/todos/x', write)
})

describe('an edit', () => {
  it('is written only over what was seen', async () => {
    expect(await todos.send(edit({ title: 'mine' }))).toMatchObject({ title: 'mine' })
    expect(network.to('PATCH /api/todos/x')[0]!.headers.get('If-Match')).toBe('"x.0"')
    expect(network.to('PATCH /api/todos/x')[0]!.headers.get('Content-Type')).toBe('application/merge-patch+json')
  })

  it('knows the tag from the last answer', async () => {
    const once = await todos.send(edit({ title: 'mine' }))
    await todos.send(edit({ title: 'mine again' }, once!))
    expect(network.sent.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'PATCH'])
  })

  it('of what was changed elsewhere is a conflict, with what is there now', async () => {
    change({ title: 'theirs' })
    const sent = todos.send(edit({ title: 'mine' }))
    await expect(sent).rejects.toBeInstanceOf(Conflict)
    await expect(sent).rejects.toMatchObject({ theirs: { title: 'theirs' } })
    expect(network.to('PATCH /api/todos/x')).toEqual([])
  })

  it('that comes too late by a moment is a conflict too', async () => {
    await todos.get('x')
    change({ title: 'theirs' })
    await expect(todos.send(edit({ title: 'mine' }))).rejects.toMatchObject({ theirs: { title: 'theirs' } })
    expect(network.to('PATCH /api/todos/x')).toHaveLength(1)
  })

  it('of something else than was changed elsewhere goes through', async () => {
    await todos.get('x')
    change({ completed: true })
    expect(await todos.send(edit({ title: 'mine' }))).toMatchObject({ title: 'mine', completed: true })
  })

  it('whose answer was lost is no conflict with itself', async () => {
    change({ title: 'mine' })
    expect(await todos.send(edit({ title: 'mine' }))).toMatchObject({ title: 'mine' })
    expect(network.to('PATCH /api/todos/x')).toEqual([])
  })

  it('of what was deleted elsewhere is a conflict with nothing', async () => {
    stored = undefined
    await expect(todos.send(edit({ title: 'mine' }))).rejects.toMatchObject({ theirs: null })
  })

  it('does not take a transient failure for an answer', async () => {
    network.on('GET /api/todos/x', () => problem(503, 'service_unavailable'))
    await expect(todos.send(edit({ title: 'mine' }))).rejects.toMatchObject({ status: 503 })
  })
})

describe('others', () => {
  it('tick whatever else has changed', async () => {
    change({ title: 'theirs' })
    const op: Op = { kind: 'patch', id: '1', seq: 1, todo: 'x', patch: { completed: true } }
    expect(await todos.send(op)).toMatchObject({ title: 'theirs', completed: true })
    expect(network.to('PATCH /api/todos/x')[0]!.headers.get('If-Match')).toBeNull()
  })

  it('tick or delete what is gone without a fuss', async () => {
    stored = undefined
    network.on('DELETE /api/todos/x', () => problem(404, 'not_found'))
    expect(await todos.send({ kind: 'patch', id: '1', seq: 1, todo: 'x', patch: { completed: true } })).toBeNull()
    expect(await todos.send({ kind: 'delete', id: '1', seq: 1, todo: 'x', title: '' })).toBeNull()
  })

  it('create under a key', async () => {
    network.on('POST /api/todos', ({ body }) => ok({ ...seen, ...(body as object) }, { ETag: '"x.0"' }, 201))
    const { title, description, completed, priority, dueDate, order, tags } = seen
    const fields = { title, description, completed, priority, dueDate, order, tags }
    await todos.send({ kind: 'create', id: 'the-key', seq: 1, todo: 't', fields, at: '' })
    expect(network.to('POST /api/todos')[0]!.headers.get('Idempotency-Key')).toBe('the-key')
  })
})

describe('the next page', () => {
  it.each([
    ['<http://elsewhere/api/todos?limit=2&cursor=abc>; rel="next"', 'limit=2&cursor=abc'],
    ['</a?x=1>; rel="prev", </b?y=2>; rel="next"', 'y=2'],
    ['</b?y=2>; rel=next', 'y=2'],
    ['</b?y=2>; rel="prev"', undefined],
    ['', undefined],
    [null, undefined],
  ])('of %s is %s', (link, query) => expect(nextQuery(link)).toBe(query))
})
