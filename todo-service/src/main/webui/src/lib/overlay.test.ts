import { describe, expect, it } from 'vitest'
import { todo } from '../test/todos'
import { EVERYTHING } from './filters'
import { confirmed, type TodoPages } from './lists'
import type { Op } from './outbox'
import { bare, withOps } from './overlay'
import type { Todo } from './wire'

const one = todo({ id: '1', title: 'one', order: 10 })
const two = todo({ id: '2', title: 'two', order: 20, completed: true, completedAt: '2026-11-20T12:00:00Z' })
const three = todo({ id: '3', title: 'three', order: 30 })
const LIST = [one, two, three]

const op = (members: object): Op => ({ id: 'op', seq: 1, ...members }) as Op
const titles = (todos: Todo[]) => todos.map(({ title }) => title)
const { title: _, ...rest } = bare(one)
const fresh = (title: string, order: number, more: object = {}) =>
  op({
    id: title,
    kind: 'create',
    todo: `t-${title}`,
    at: '2026-11-20T13:00:00Z',
    fields: { ...rest, title, order },
    ...more,
  })

describe('the list as it will be', () => {
  it('is the server’s where nothing was done', () => {
    expect(withOps(LIST, [], EVERYTHING)).toMatchObject(LIST)
  })

  it('has what was changed, moved, deleted and added', () => {
    const ops = [
      op({ kind: 'patch', todo: '1', patch: { title: 'uno' } }),
      op({ kind: 'patch', todo: '3', patch: { order: 5 } }),
      op({ kind: 'delete', todo: '2', title: '' }),
      fresh('new', 0),
    ]
    const list = withOps(LIST, ops, EVERYTHING)
    expect(titles(list)).toEqual(['new', 'three', 'uno'])
    expect(list.map(({ pending }) => pending)).toEqual([true, true, true])
  })

  it('is the server’s again when what was done is taken back', () => {
    const ops = [op({ kind: 'patch', todo: '1', patch: { completed: true } })]
    expect(withOps(LIST, ops, EVERYTHING)[0]!.completed).toBe(true)
    expect(withOps(LIST, [], EVERYTHING)[0]!.completed).toBe(false)
  })

  it('keeps to the filters', () => {
    const active = { ...EVERYTHING, status: 'active' as const }
    const ops = [op({ kind: 'patch', todo: '1', patch: { completed: true } }), fresh('new', 0)]
    expect(titles(withOps([one, three], ops, active))).toEqual(['new', 'three'])
    expect(titles(withOps([one, three], ops, { ...active, tag: 'home' }))).not.toContain('new')
  })

  it('believes the server about what was not touched', () => {
    expect(titles(withOps([one], [], { ...EVERYTHING, q: 'ONE²' }))).toEqual(['one'])
  })

  it('shows what is stuck wherever it is', () => {
    const stuck = op({ kind: 'patch', todo: '1', patch: { completed: true }, stuck: { why: 'refused', reason: 'No.' } })
    const list = withOps(LIST, [stuck], { ...EVERYTHING, status: 'active' })
    expect(list[0]).toMatchObject({ title: 'one', stuck: { id: 'op' } })
  })

  it('is without what was completed once that is cleared, but with what is completed after', () => {
    const ops = [op({ kind: 'clear' }), op({ id: 'b', kind: 'patch', todo: '1', patch: { completed: true } })]
    expect(titles(withOps(LIST, ops, EVERYTHING))).toEqual(['one', 'three'])
  })

  it('shows a to-do once though the server has it already', () => {
    expect(withOps([one], [op({ kind: 'create', todo: '1', fields: rest, at: '' })], EVERYTHING)).toHaveLength(1)
  })
})

describe('a list at hand', () => {
  const pages: TodoPages = {
    pages: [
      { items: [one, two], next: 'n', total: 3 },
      { items: [three], next: undefined, total: 3 },
    ],
    pageParams: ['', 'n'],
  }
  const flat = (data: TodoPages) => data.pages.flatMap(({ items }) => titles(items))

  it('takes up what the server confirms', () => {
    const patched = confirmed(pages, EVERYTHING, op({ kind: 'patch', todo: '3' }), { ...three, title: 'drei' })
    expect(flat(patched)).toEqual(['one', 'two', 'drei'])
    const created = confirmed(pages, EVERYTHING, op({ kind: 'create', todo: 't' }), todo({ id: '4', title: 'four' }))
    expect(flat(created)).toEqual(['four', 'one', 'two', 'three'])
    expect(created.pages.map(({ total }) => total)).toEqual([4, 4])
    const deleted = confirmed(pages, EVERYTHING, op({ kind: 'delete', todo: '1' }), null)
    expect(flat(deleted)).toEqual(['two', 'three'])
    expect(deleted.pages[0]!.total).toBe(2)
    expect(flat(confirmed(pages, EVERYTHING, op({ kind: 'clear' }), null))).toEqual(['one', 'three'])
  })

  it('lets go of what does not belong in it any more', () => {
    const active = { ...EVERYTHING, status: 'active' as const }
    const data = confirmed(pages, active, op({ kind: 'patch', todo: '1' }), { ...one, completed: true })
    expect(flat(data)).toEqual(['two', 'three'])
  })

  it('takes a creation up once, however often it is told', () => {
    const four = todo({ id: '4', title: 'four' })
    const once = confirmed(pages, EVERYTHING, op({ kind: 'create', todo: 't' }), four)
    const twice = confirmed(once, EVERYTHING, op({ kind: 'create', todo: 't' }), four)
    expect(flat(twice)).toEqual(flat(once))
    expect(twice.pages[0]!.total).toBe(4)
  })
})
