import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { todo } from '../test/todos'
import type { Page } from './api'
import { EVERYTHING, type Filters } from './filters'
import { confirm, type TodoPages, todosKey } from './lists'
import type { Op } from './outbox'
import type { Todo } from './wire'

const COMPLETED: Filters = { ...EVERYTHING, status: 'completed' }
const before = todo({ id: '1', title: 'Water the plants' })
const after = { ...before, completed: true }
const ticked: Op = { kind: 'patch', id: 'op', seq: 1, todo: '1', patch: { completed: true } }

const client = new QueryClient()
const shown: (() => void)[] = []
afterEach(() => {
  shown.splice(0).forEach(hide => hide())
  client.clear()
})

/** A list on the screen, whose answers the test gives when it likes. */
function show(filters: Filters) {
  const answers: ((items: Todo[]) => void)[] = []
  const observer = new InfiniteQueryObserver(client, {
    queryKey: todosKey(filters),
    queryFn: () =>
      new Promise<Page<Todo>>(resolve => answers.push(items => resolve({ items, total: items.length, next: undefined }))),
    initialPageParam: '',
    getNextPageParam: () => undefined,
    staleTime: 15_000,
  })
  shown.push(observer.subscribe(() => undefined))
  return { answers, titles: () => titlesIn(filters) }
}

function titlesIn(filters: Filters): string[] | undefined {
  const data = client.getQueryData<TodoPages>(todosKey(filters))
  return data?.pages.flatMap(page => page.items.map(({ title }) => title))
}

it('asks again for a list that was on its way, whose answer may be older', async () => {
  const list = show(COMPLETED)
  await vi.waitFor(() => expect(list.answers).toHaveLength(1))

  confirm(client, ticked, after)
  list.answers[0]!([])

  await vi.waitFor(() => expect(list.answers).toHaveLength(2))
  list.answers[1]!([after])
  await vi.waitFor(() => expect(list.titles()).toEqual(['Water the plants']))
})

it('asks again for a list that something belongs to now', async () => {
  const list = show(COMPLETED)
  await vi.waitFor(() => expect(list.answers).toHaveLength(1))
  list.answers[0]!([])
  await vi.waitFor(() => expect(list.titles()).toEqual([]))

  confirm(client, ticked, after)

  await vi.waitFor(() => expect(list.answers).toHaveLength(2))
})

it('asks for no list that it can bring up to date itself', async () => {
  const list = show(EVERYTHING)
  await vi.waitFor(() => expect(list.answers).toHaveLength(1))
  list.answers[0]!([before])
  await vi.waitFor(() => expect(list.titles()).toEqual(['Water the plants']))

  confirm(client, ticked, after)
  confirm(client, { kind: 'delete', id: 'op', seq: 2, todo: '1', title: '' }, null)

  await vi.waitFor(() => expect(list.titles()).toEqual([]))
  expect(list.answers).toHaveLength(1)
})
