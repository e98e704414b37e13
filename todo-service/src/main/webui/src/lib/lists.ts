import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query'
import type { Page } from './api'
import { type Filters, matches } from './filters'
import type { Op } from './outbox'
import type { Todo } from './wire'

export type TodoPages = InfiniteData<Page<Todo>, string>

export const todosKey = (filters: Filters) => ['todos', { ...filters, q: filters.q.trim() }] as const
export const todoKey = (id: string) => ['todo', id] as const

/**
 * Writes into every list that is at hand what the server has confirmed, so that few have to be asked for again: those
 * that are just being asked for, whose answer may be older than this, and those that lack what is now theirs, of which
 * only the server knows where it belongs.
 */
export function confirm(client: QueryClient, op: Op, todo: Todo | null): void {
  for (const { queryKey, state } of client.getQueryCache().findAll({ queryKey: ['todos'] })) {
    const filters = queryKey[1] as Filters
    const data = state.data as TodoPages | undefined
    const lacking = data !== undefined && todo !== null && lacks(data, filters, op, todo)
    client.setQueryData<TodoPages>(queryKey, data && confirmed(data, filters, op, todo))
    if (state.fetchStatus !== 'idle') {
      void askAgain(client, queryKey)
    } else if (lacking) {
      void client.invalidateQueries({ queryKey, exact: true })
    }
  }
  if (todo) {
    client.setQueryData(todoKey(todo.id), todo)
  }
}

async function askAgain(client: QueryClient, queryKey: QueryKey): Promise<void> {
  await client.cancelQueries({ queryKey, exact: true })
  await client.invalidateQueries({ queryKey, exact: true, refetchType: 'all' })
}

function lacks(data: TodoPages, filters: Filters, op: Op, todo: Todo): boolean {
  return op.kind === 'patch' && matches(todo, filters) && !data.pages.some(page => page.items.some(is(todo.id)))
}

export function confirmed(data: TodoPages, filters: Filters, op: Op, todo: Todo | null): TodoPages {
  switch (op.kind) {
    case 'create':
      return todo && matches(todo, filters) ? prepend(remove(data, is(todo.id)), todo) : data
    case 'patch':
      return todo && matches(todo, filters) ? replace(data, todo) : remove(data, is(op.todo))
    case 'delete':
      return remove(data, is(op.todo))
    case 'clear':
      return remove(data, ({ completed }) => completed)
  }
}

function is(id: string): (todo: Todo) => boolean {
  return todo => todo.id === id
}

function replace(data: TodoPages, todo: Todo): TodoPages {
  return mapPages(data, page => ({ ...page, items: page.items.map(item => (item.id === todo.id ? todo : item)) }))
}

function remove(data: TodoPages, gone: (todo: Todo) => boolean): TodoPages {
  const removed = data.pages.flatMap(page => page.items).filter(gone).length
  return removed === 0
    ? data
    : recount(
        mapPages(data, page => ({ ...page, items: page.items.filter(item => !gone(item)) })),
        -removed,
      )
}

function prepend(data: TodoPages, todo: Todo): TodoPages {
  const [head, ...tail] = data.pages
  return head ? recount({ ...data, pages: [{ ...head, items: [todo, ...head.items] }, ...tail] }, 1) : data
}

function recount(data: TodoPages, by: number): TodoPages {
  return mapPages(data, page => (page.total === undefined ? page : { ...page, total: Math.max(0, page.total + by) }))
}

function mapPages(data: TodoPages, change: (page: Page<Todo>) => Page<Todo>): TodoPages {
  return { ...data, pages: data.pages.map(change) }
}
