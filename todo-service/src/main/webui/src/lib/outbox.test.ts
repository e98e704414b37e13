import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeLocks } from '../test/fakes'
import { todo } from '../test/todos'
import { Conflict, type NewOp, type Op, Outbox } from './outbox'
import { Problem, Unreachable } from './problem'
import { forgetOthers, PersonalStorage } from './storage'
import type { Todo, TodoFields } from './wire'

const FIELDS: TodoFields = {
  title: 'Milk',
  description: '',
  completed: false,
  priority: 'none',
  dueDate: null,
  order: 0,
  tags: [],
}

let locks: FakeLocks
let sent: Op[]
let settled: [string, Todo | null][]
let refused: string[]
let answer: (op: Op) => Promise<Todo | null>
let opened: Outbox[]

function open(user = 'ada'): Outbox {
  const outbox = new Outbox({
    storage: new PersonalStorage(localStorage, user),
    locks,
    lockName: `outbox:${user}`,
    send: op => {
      sent.push(op)
      return answer(op)
    },
    settled: (op, result) => settled.push([op.id, result]),
    refused: (_, reason) => refused.push(reason),
  })
  opened.push(outbox)
  return outbox
}

const create = (id: string, title = 'Milk'): NewOp => ({
  kind: 'create',
  id,
  todo: `temp-${id}`,
  fields: { ...FIELDS, title },
  at: '2026-11-20T12:00:00Z',
})
const tick = (id: string, of: string): NewOp => ({ kind: 'patch', id, todo: of, patch: { completed: true } })
const edit = (id: string, base: Todo, title: string): NewOp => ({
  kind: 'patch',
  id,
  todo: base.id,
  patch: { title },
  base,
})
const settle = () => vi.advanceTimersByTimeAsync(10)
const ids = (ops: readonly Op[]) => ops.map(({ id }) => id)

beforeEach(() => {
  vi.useFakeTimers()
  locks = new FakeLocks()
  sent = []
  settled = []
  refused = []
  opened = []
  answer = async op => todo({ id: `real-${op.id}`, title: 'as the server has it' })
})

afterEach(() => {
  opened.forEach(outbox => outbox.close())
  vi.useRealTimers()
})

describe('what is done', () => {
  it('is sent and forgotten once the server has it', async () => {
    const outbox = open()
    outbox.add(create('1'))
    expect(ids(outbox.ops)).toEqual(['1'])
    await settle()
    expect(settled).toEqual([['1', expect.objectContaining({ id: 'real-1' })]])
    expect(outbox.ops).toEqual([])
    expect(localStorage).toHaveLength(0)
  })

  it('is sent in order, each after the one before', async () => {
    let under = 0
    answer = async () => {
      expect(++under).toBe(1)
      await new Promise(resolve => setTimeout(resolve, 5))
      under--
      return null
    }
    const outbox = open()
    outbox.add(create('1'))
    outbox.add(tick('2', 'x'))
    outbox.add(tick('3', 'y'))
    await vi.advanceTimersByTimeAsync(50)
    expect(ids(sent)).toEqual(['1', '2', '3'])
  })

  it('to a to-do that the server has named meanwhile goes to that name', async () => {
    const outbox = open()
    outbox.add(create('1'))
    outbox.add(tick('2', 'temp-1'))
    await settle()
    expect(sent[1]).toMatchObject({ todo: 'real-1' })
  })

  it('to the same to-do twice builds on what the first came to', async () => {
    const before = todo({ id: 'x', title: 'a' })
    const between = todo({ id: 'x', title: 'b', updatedAt: '2026-11-20T13:00:00Z' })
    answer = async op => (op.id === '1' ? between : null)
    const outbox = open()
    outbox.add(edit('1', before, 'b'))
    outbox.add(edit('2', before, 'c'))
    await settle()
    expect(sent[1]).toMatchObject({ base: { title: 'b', updatedAt: between.updatedAt } })
  })
})

describe('what can’t be sent', () => {
  it.each([
    ['no answer', new Unreachable()],
    ['503', new Problem(503, 'overloaded', '')],
    ['429', new Problem(429, 'too_many_requests', '')],
    ['the session could not be renewed', new Problem(401, 'invalid_refresh_token', '')],
  ])('is kept and tried again: %s', async (_, error) => {
    answer = async () => {
      throw error
    }
    const outbox = open()
    outbox.add(create('1'))
    outbox.add(tick('2', 'x'))
    await settle()
    expect(outbox.waiting).toBe(true)
    expect(ids(sent)).toEqual(['1'])
    answer = async () => null
    await vi.advanceTimersByTimeAsync(5_000)
    expect(ids(sent)).toEqual(['1', '1', '2'])
    expect(outbox.waiting).toBe(false)
    expect(outbox.ops).toEqual([])
  })

  it('is tried less and less often, and at once when asked', async () => {
    answer = async () => {
      throw new Unreachable()
    }
    const outbox = open()
    outbox.add(create('1'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent.length).toBeLessThan(10)
    const before = sent.length
    outbox.retry()
    await settle()
    expect(sent.length).toBe(before + 1)
  })

  it('leaves the service alone for as long as it asks, whatever happens meanwhile', async () => {
    answer = async () => {
      throw new Problem(429, 'too_many_requests', '', [], 60)
    }
    const outbox = open()
    outbox.add(create('1'))
    await settle()
    expect(outbox.throttled).toBe(true)
    answer = async () => null
    outbox.add(tick('2', 'x'))
    outbox.retry()
    outbox.reread()
    await vi.advanceTimersByTimeAsync(59_000)
    expect(ids(sent)).toEqual(['1'])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(ids(sent)).toEqual(['1', '1', '2'])
  })

  it('is told in the service’s words where the account is full', async () => {
    answer = async () => {
      throw new Problem(403, 'quota_exceeded', 'An account may have 10000 to-dos. Delete some first.')
    }
    const outbox = open()
    outbox.add(create('1'))
    await settle()
    expect(refused).toEqual(['An account may have 10000 to-dos. Delete some first.'])
    expect(outbox.ops).toMatchObject([{ id: '1', stuck: { why: 'refused' } }])
  })

  it('survives a reload, with the same key', async () => {
    answer = async () => {
      throw new Unreachable()
    }
    const before = open()
    before.add(create('key-1', 'typed before the reload'))
    await settle()
    before.close()
    answer = async () => null
    open()
    await settle()
    expect(sent.at(-1)).toMatchObject({ id: 'key-1', fields: { title: 'typed before the reload' } })
  })

  it('is nobody else’s', () => {
    answer = () => new Promise(() => undefined)
    open('ada').add(create('1'))
    expect(open('ben').ops).toEqual([])
  })

  it('is kept in memory where the browser keeps nothing', async () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    answer = async () => {
      throw new Unreachable()
    }
    const outbox = open()
    outbox.add(create('1'))
    await settle()
    expect(ids(outbox.ops)).toEqual(['1'])
    answer = async () => null
    await vi.advanceTimersByTimeAsync(5_000)
    expect(outbox.ops).toEqual([])
  })

  it('is passed over where storage holds nonsense', () => {
    localStorage.setItem('tandem:ada:outbox:1', '{')
    localStorage.setItem('tandem:ada:outbox:2', '{"id":2}')
    localStorage.setItem('tandem:ada:outbox:3', 'null')
    expect(open().ops).toEqual([])
  })
})

describe('several tabs', () => {
  it('send each thing once', async () => {
    answer = async () => {
      await new Promise(resolve => setTimeout(resolve, 5))
      return null
    }
    const [first, second] = [open(), open()]
    first.add(create('1'))
    second.reread()
    second.add(create('2'))
    first.reread()
    await vi.advanceTimersByTimeAsync(100)
    expect(ids(sent).sort()).toEqual(['1', '2'])
  })

  it('take over from one that is gone', async () => {
    answer = () => new Promise(() => undefined)
    const first = open()
    first.add(create('1'))
    await settle()
    first.close()
    locks = new FakeLocks()
    answer = async () => null
    open()
    await settle()
    expect(settled.map(([id]) => id)).toEqual(['1'])
  })
})

describe('what is refused', () => {
  it('is taken back where it was a tick, and told', async () => {
    answer = async () => {
      throw new Problem(400, 'validation_failed', 'No.')
    }
    const outbox = open()
    outbox.add(tick('1', 'x'))
    await settle()
    expect(outbox.ops).toEqual([])
    expect(refused).toEqual(['No.'])
  })

  it('is kept where it was typed, until it is edited or given up', async () => {
    answer = async op => {
      if (op.kind === 'create' && op.fields.title === 'bad') {
        throw new Problem(400, 'validation_failed', 'No.')
      }
      return null
    }
    const outbox = open()
    outbox.add(create('1', 'bad'))
    await settle()
    expect(outbox.ops[0]).toMatchObject({ stuck: { why: 'refused', reason: 'No.' } })
    outbox.add({ kind: 'patch', id: '2', todo: 'temp-1', patch: { title: 'good' } })
    await settle()
    expect(sent.at(-1)).toMatchObject({ kind: 'create', fields: { title: 'good' } })
    expect(sent.at(-1)!.id).not.toBe('1')
    expect(outbox.ops).toEqual([])
  })

  it('holds up what was done to the same to-do after it', async () => {
    answer = async () => {
      throw new Problem(400, 'validation_failed', 'No.')
    }
    const outbox = open()
    outbox.add(create('1', 'bad'))
    outbox.add(tick('2', 'temp-1'))
    await settle()
    expect(ids(sent)).toEqual(['1'])
    expect(ids(outbox.ops)).toEqual(['1', '2'])
    answer = async op => todo({ id: `real-${op.id}` })
    outbox.add({ kind: 'patch', id: '3', todo: 'temp-1', patch: { title: 'good' } })
    await settle()
    expect(sent.slice(1).map(({ kind }) => kind)).toEqual(['create', 'patch'])
    expect(sent.at(-1)).toMatchObject({ id: '2', todo: expect.stringMatching(/^real-/) })
  })

  it('holds up nothing else', async () => {
    const base = todo({ id: 'x' })
    answer = async op => {
      if (op.id === '1') {
        throw new Conflict(todo({ id: 'x', title: 'theirs' }))
      }
      return null
    }
    const outbox = open()
    outbox.add(edit('1', base, 'mine'))
    outbox.add(tick('2', 'y'))
    await settle()
    expect(ids(sent)).toEqual(['1', '2'])
    expect(ids(outbox.ops)).toEqual(['1'])
  })
})

describe('a conflict', () => {
  const base = todo({ id: 'x', title: 'before' })
  const theirs = todo({ id: 'x', title: 'theirs', updatedAt: '2026-11-20T13:00:00Z' })

  async function stuck(found: Todo | null): Promise<Outbox> {
    answer = async () => {
      throw new Conflict(found)
    }
    const outbox = open()
    outbox.add(edit('1', base, 'mine'))
    await settle()
    answer = async () => null
    return outbox
  }

  it('waits for the person, through a reload too', async () => {
    const before = await stuck(theirs)
    expect(before.ops[0]).toMatchObject({ stuck: { why: 'conflict', theirs: { title: 'theirs' } } })
    before.close()
    expect(open().ops[0]).toMatchObject({ stuck: { why: 'conflict' }, patch: { title: 'mine' } })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toHaveLength(1)
  })

  it('ends with mine over theirs', async () => {
    const outbox = await stuck(theirs)
    outbox.insist('1')
    await settle()
    expect(sent.at(-1)).toMatchObject({ id: '1', base: { updatedAt: theirs.updatedAt }, patch: { title: 'mine' } })
    expect(outbox.ops).toEqual([])
  })

  it('ends with theirs', async () => {
    const outbox = await stuck(theirs)
    outbox.discard('1')
    await settle()
    expect(sent).toHaveLength(1)
    expect(outbox.ops).toEqual([])
  })

  it('with a deletion ends with a new to-do', async () => {
    const outbox = await stuck(null)
    outbox.insist('1')
    await settle()
    expect(sent.at(-1)).toMatchObject({ kind: 'create', fields: { title: 'mine' } })
  })
})

describe('what is held', () => {
  const held: NewOp = { kind: 'delete', id: '1', todo: 'x', title: '', held: true }

  it('can be undone, and is never sent then', async () => {
    const outbox = open()
    outbox.add(held)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(outbox.cancel('1')).toBe(true)
    await settle()
    expect(sent).toEqual([])
  })

  it('is sent when it is released, and can’t be undone any more', async () => {
    const outbox = open()
    outbox.add(held)
    outbox.release('1')
    expect(outbox.cancel('1')).toBe(false)
    await settle()
    expect(ids(sent)).toEqual(['1'])
  })

  it('does not hold up anything else', async () => {
    const outbox = open()
    outbox.add(held)
    outbox.add(tick('2', 'y'))
    await settle()
    expect(ids(sent)).toEqual(['2'])
  })

  it('is sent by the next page where this one went away', async () => {
    const before = open()
    before.add(held)
    before.close()
    open()
    await settle()
    expect(ids(sent)).toEqual(['1'])
  })

  it('clears only what was completed by then', async () => {
    const outbox = open()
    outbox.add({ kind: 'clear', id: '1', held: true })
    outbox.add(tick('2', 'y'))
    await settle()
    expect(ids(sent)).toEqual(['1', '2'])
  })
})

describe('logging out', () => {
  it('while something is under way leaves nothing of it either', async () => {
    answer = async () => {
      await new Promise(resolve => setTimeout(resolve, 50))
      throw new Conflict(null)
    }
    open().add(edit('1', todo({ id: 'x' }), 'mine'))
    await settle()
    forgetOthers(localStorage)
    await vi.advanceTimersByTimeAsync(100)
    expect({ ...localStorage }).toEqual({})
  })

  it('leaves nothing of anybody', () => {
    answer = () => new Promise(() => undefined)
    open('ada').add(create('1'))
    localStorage.setItem('another app', 'stays')
    forgetOthers(localStorage)
    expect(Object.keys(localStorage)).toEqual(['another app'])
  })

  it('of one who comes after somebody else leaves only their own', () => {
    answer = () => new Promise(() => undefined)
    open('ada').add(create('1'))
    open('ben').add(create('2'))
    forgetOthers(localStorage, 'ben')
    expect(Object.keys(localStorage)).toEqual(['tandem:ben:outbox:2'])
  })
})
