import { useRef } from 'react'
import type { Shown } from '../lib/overlay'
import type { Todo, TodoPatch } from '../lib/wire'
import { useWorkspace } from '../lib/workspace'
import { useReordering } from './reorder'
import { TodoItem } from './TodoItem'

export function TodoList({
  todos,
  reorderable,
  onMove,
  onToggle,
  onEdit,
  onDelete,
  onTag,
}: {
  todos: Shown[]
  reorderable: boolean
  onMove(from: number, to: number): void
  onToggle(todo: Shown): void
  onEdit(todo: Shown, patch: TodoPatch, base: Todo): void
  onDelete(todo: Shown): void
  onTag(tag: string): void
}) {
  const { keyOf } = useWorkspace()
  const list = useRef<HTMLUListElement>(null)
  const { rows, reordering, shift, dragging } = useReordering(todos, list, onMove)
  return (
    <ul ref={list} className="todos" aria-label="To-dos" data-dragging={dragging !== undefined}>
      {rows.map((todo, index) => {
        const by = shift(todo, index)
        return (
          <li
            key={keyOf(todo.id)}
            data-dragged={dragging === keyOf(todo.id)}
            style={by === 0 ? undefined : { transform: `translateY(${by}px)` }}
          >
            <TodoItem
              todo={todo}
              onToggle={onToggle}
              onEdit={onEdit}
              onDelete={onDelete}
              onTag={onTag}
              reordering={reorderable ? reordering(todo, index) : undefined}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** As tall as what is to come, so that nothing jumps. */
export function TodoListPlaceholder() {
  return (
    <div className="todos placeholder" role="status" aria-label="Loading your to-dos">
      {[70, 45, 60, 35, 52].map(width => (
        <div key={width} className="ghost" data-width={width} />
      ))}
    </div>
  )
}
