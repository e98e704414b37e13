import { type Filters, matches } from './filters'
import { byOrder } from './order'
import type { Op } from './outbox'
import type { Todo } from './wire'

/** A to-do as the person left it, and what has become of that. */
export interface Shown extends Todo {
  /** Not confirmed by the server yet. */
  pending: boolean
  stuck: Op | undefined
}

/** The to-do with all that was done to it here on top; nothing where it was deleted. */
export function shown(todo: Todo, ops: readonly Op[]): Shown | undefined {
  let result: Shown = { ...todo, pending: false, stuck: undefined }
  for (const op of ops) {
    if (op.kind === 'clear' && result.completed) {
      return undefined
    }
    if ('todo' in op && op.todo === todo.id) {
      if (op.kind === 'delete') {
        return undefined
      }
      if (op.kind === 'patch') {
        result = { ...result, ...op.patch, pending: true, stuck: op.stuck ? op : result.stuck }
      }
    }
  }
  return result
}

/** What a to-do that only exists here so far looks like. */
export function created(op: Op & { kind: 'create' }, ops: readonly Op[]): Shown | undefined {
  const todo: Todo = {
    ...op.fields,
    id: op.todo,
    createdAt: op.at,
    updatedAt: op.at,
    completedAt: op.fields.completed ? op.at : null,
    url: '',
  }
  const result = shown(todo, ops)
  return result && { ...result, pending: true, stuck: op.stuck ? op : result.stuck }
}

/** The list as it will be once everything done here has got through. */
export function withOps(todos: readonly Todo[], ops: readonly Op[], filters: Filters): Shown[] {
  const touched = new Set(ops.flatMap(op => ('todo' in op ? [op.todo] : [])))
  const listed = todos.flatMap(todo => {
    const now = shown(todo, ops)
    // What was not touched here is listed because the server says so, whose word on matching counts.
    return now && (!touched.has(todo.id) || now.stuck || matches(now, filters)) ? [now] : []
  })
  const fresh = ops
    .flatMap(op => (op.kind === 'create' ? [created(op, ops)] : []))
    .filter(now => now !== undefined)
    .filter(now => now.stuck || matches(now, filters))
    .filter(now => !listed.some(({ id }) => id === now.id))
  return filters.sort === 'order' ? [...fresh, ...listed].sort(byOrder) : [...fresh.reverse(), ...listed]
}

/** Without what is only true on this screen. */
export function bare(todo: Todo | Shown): Todo {
  const { pending: _, stuck: __, ...rest } = { pending: false, stuck: undefined, ...todo }
  return rest
}
