import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Filters, queryOf } from './filters'
import { todosKey, type TodoPages } from './lists'
import { first, moves } from './order'
import { bare, type Shown, withOps } from './overlay'
import { useSession } from './session'
import type { Todo, TodoFields, TodoPatch } from './wire'
import { useOps, useWorkspace } from './workspace'

/** The to-dos that the filters let through, as the person left them. */
export function useTodoList(filters: Filters) {
  const { api } = useSession()
  const ops = useOps()
  const query = useInfiniteQuery({
    queryKey: todosKey(filters),
    queryFn: ({ pageParam, signal }) => api.todos(pageParam, signal),
    initialPageParam: queryOf(filters),
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
  })
  const { data } = query
  const known = useMemo(() => unique(data?.pages.flatMap(page => page.items) ?? []), [data])
  const todos = useMemo(() => withOps(known, ops, filters), [known, ops, filters])
  const counted = data?.pages[0]?.total
  return { query, todos, total: counted === undefined ? undefined : counted + todos.length - known.length }
}

/** What can be done to to-dos; each is seen at once and sent when the server can be reached. */
export function useTodoActions() {
  const { outbox } = useWorkspace()
  const client = useQueryClient()
  return useMemo(
    () => ({
      add(fields: Omit<TodoFields, 'order'>) {
        // On top of everything that is known of, in whichever list.
        const known = client
          .getQueriesData<TodoPages>({ queryKey: ['todos'] })
          .flatMap(([, data]) => data?.pages.flatMap(page => page.items) ?? [])
        const orders = [
          ...known.map(todo => todo.order),
          ...outbox.ops.flatMap(op =>
            op.kind === 'create' ? [op.fields.order] : op.kind === 'patch' ? [op.patch.order ?? null] : [],
          ),
        ]
        outbox.add({
          kind: 'create',
          id: crypto.randomUUID(),
          todo: crypto.randomUUID(),
          fields: { ...fields, order: first(orders) },
          at: new Date().toISOString(),
        })
      },
      edit(todo: Todo, patch: TodoPatch, base: Todo) {
        outbox.add({ kind: 'patch', id: crypto.randomUUID(), todo: todo.id, patch, base: bare(base) })
      },
      toggle(todo: Todo) {
        outbox.add({ kind: 'patch', id: crypto.randomUUID(), todo: todo.id, patch: { completed: !todo.completed } })
      },
      move(todos: Shown[], from: number, to: number, more: boolean) {
        for (const { id, order } of moves(todos, from, to, more)) {
          outbox.add({ kind: 'patch', id: crypto.randomUUID(), todo: id, patch: { order } })
        }
      },
      /** Answers how to undo it, until it is released. */
      remove(todo: Todo): string {
        const id = crypto.randomUUID()
        outbox.add({ kind: 'delete', id, todo: todo.id, title: todo.title, held: true })
        return id
      },
      clearCompleted(): string {
        const id = crypto.randomUUID()
        outbox.add({ kind: 'clear', id, held: true })
        return id
      },
    }),
    [outbox, client],
  )
}

/** A to-do that was moved while pages were fetched may be on two of them. */
function unique(todos: Todo[]): Todo[] {
  const seen = new Set<string>()
  return todos.filter(({ id }) => !seen.has(id) && seen.add(id))
}
