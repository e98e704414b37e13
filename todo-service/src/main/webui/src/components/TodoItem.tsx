import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { due } from '../lib/dates'
import { useDraft } from '../lib/drafts'
import type { Shown } from '../lib/overlay'
import type { Todo, TodoPatch } from '../lib/wire'
import { useWaiting } from '../lib/workspace'
import { Stuck } from './Conflict'
import { faultsOf, PRIORITY_NAMES } from './TodoFieldset'
import { Icon } from './ui'

export interface Reordering {
  /** Picked up, to be moved by keys or buttons. */
  lifted: boolean
  first: boolean
  last: boolean
  lift(): void
  drop(): void
  putBack(): void
  step(by: number): void
  drag(event: PointerEvent): void
}

export function TodoItem({
  todo,
  onToggle,
  onEdit,
  onDelete,
  onTag,
  reordering,
}: {
  todo: Shown
  onToggle(todo: Shown): void
  onEdit(todo: Shown, patch: TodoPatch, base: Todo): void
  onDelete(todo: Shown): void
  onTag(tag: string): void
  reordering: Reordering | undefined
}) {
  const draft = useDraft(todo)
  const [editing, setEditing] = useState(draft.patch.title !== undefined)
  const titleButton = useRef<HTMLButtonElement>(null)

  const stop = (refocus: boolean) => {
    setEditing(false)
    if (refocus) {
      // The button comes back with the next frame.
      requestAnimationFrame(() => titleButton.current?.focus())
    }
  }
  const save = (title: string, refocus: boolean) => {
    const trimmed = title.trim()
    if (trimmed !== '' && trimmed !== todo.title) {
      onEdit(todo, { title: trimmed }, draft.base)
    }
    draft.clear()
    stop(refocus)
  }

  return (
    <div className="todo" data-completed={todo.completed} data-pending={todo.pending} data-lifted={reordering?.lifted}>
      {reordering && <Handle todo={todo} reordering={reordering} />}
      <input
        type="checkbox"
        className="tick"
        checked={todo.completed}
        onChange={() => onToggle(todo)}
        aria-label={todo.title}
      />
      <div className="body">
        {editing ? (
          <TitleEditor
            start={draft.patch.title ?? todo.title}
            onType={title => draft.set({ title })}
            onSave={save}
            onCancel={() => {
              draft.clear()
              stop(true)
            }}
          />
        ) : (
          <button
            ref={titleButton}
            type="button"
            className="title"
            aria-label={`Edit ${todo.title}`}
            onClick={() => setEditing(true)}
          >
            {todo.title}
          </button>
        )}
        <Meta todo={todo} onTag={onTag} />
        {todo.stuck && <Stuck op={todo.stuck} />}
      </div>
      <div className="actions">
        {reordering?.lifted ? (
          <Steps todo={todo} reordering={reordering} />
        ) : (
          <Actions todo={todo} onDelete={onDelete} />
        )}
      </div>
    </div>
  )
}

function Actions({ todo, onDelete }: { todo: Shown; onDelete(todo: Shown): void }) {
  const onlyHere = todo.url === ''
  return (
    <>
      {onlyHere ? (
        <span className="icon-button" aria-hidden="true" />
      ) : (
        <Link href={`/todos/${todo.id}`} className="icon-button" aria-label={`Details of ${todo.title}`}>
          <Icon shape="more" />
        </Link>
      )}
      <button type="button" className="icon-button" aria-label={`Delete ${todo.title}`} onClick={() => onDelete(todo)}>
        <Icon shape="trash" />
      </button>
    </>
  )
}

function TitleEditor({
  start,
  onType,
  onSave,
  onCancel,
}: {
  start: string
  onType(title: string): void
  onSave(title: string, refocus: boolean): void
  onCancel(): void
}) {
  const [title, setTitle] = useState(start)
  const input = useRef<HTMLInputElement>(null)
  const settled = useRef(false)
  const fault = title.trim() === '' ? undefined : faultsOf({ title }).title

  useEffect(() => {
    input.current?.focus()
    input.current?.setSelectionRange(start.length, start.length)
  }, [start.length])

  const end = (action: () => void) => {
    if (!settled.current) {
      settled.current = true
      action()
    }
  }
  return (
    <>
      <input
        ref={input}
        className="title-editor"
        aria-label="Title"
        value={title}
        aria-invalid={fault ? true : undefined}
        onChange={event => {
          setTitle(event.target.value)
          onType(event.target.value)
        }}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) {
            return
          }
          if (event.key === 'Enter' && !fault) {
            event.preventDefault()
            end(() => onSave(title, true))
          } else if (event.key === 'Escape') {
            event.stopPropagation()
            end(onCancel)
          }
        }}
        onBlur={() => {
          if (!fault) {
            end(() => onSave(title, false))
          }
        }}
        autoComplete="off"
        enterKeyHint="done"
      />
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
    </>
  )
}

function Meta({ todo, onTag }: { todo: Shown; onTag(tag: string): void }) {
  const when = todo.dueDate === null ? undefined : due(todo.dueDate)
  const overdue = when?.state === 'overdue' && !todo.completed
  const waits = useWaiting() && todo.pending && !todo.stuck
  if (!when && todo.priority === 'none' && todo.tags.length === 0 && todo.description === '' && !waits) {
    return null
  }
  return (
    <div className="meta">
      {when && (
        <span className="due" data-state={todo.completed ? 'later' : when.state}>
          <Icon shape="calendar" />
          {overdue ? `Overdue: ${when.text}` : <span aria-label={`Due ${when.text}`}>{when.text}</span>}
        </span>
      )}
      {todo.priority !== 'none' && (
        <span className="priority" data-priority={todo.priority}>
          <Icon shape="flag" />
          {PRIORITY_NAMES[todo.priority]}
        </span>
      )}
      {todo.description !== '' && (
        <span className="has-notes" role="img" aria-label="Has notes">
          <Icon shape="notes" />
        </span>
      )}
      {todo.tags.map(tag => (
        <button key={tag} type="button" className="tag" onClick={() => onTag(tag)} aria-label={`Show only #${tag}`}>
          #{tag}
        </button>
      ))}
      {waits && <span className="waits">Not saved yet</span>}
    </div>
  )
}

function Handle({ todo, reordering }: { todo: Todo; reordering: Reordering }) {
  const { lifted, lift, drop, putBack, step, drag } = reordering
  const keys = (event: KeyboardEvent) => {
    const does: Record<string, (() => void) | undefined> = lifted
      ? { ArrowUp: () => step(-1), ArrowDown: () => step(1), Escape: putBack }
      : {}
    const action = does[event.key]
    if (action) {
      event.preventDefault()
      action()
    }
  }
  return (
    <button
      type="button"
      className="handle"
      aria-label={`Move ${todo.title}`}
      aria-pressed={lifted}
      onKeyDown={keys}
      onPointerDown={drag}
      onClick={lifted ? drop : lift}
    >
      <Icon shape="handle" />
    </button>
  )
}

/** For those who can neither drag nor press arrow keys. */
function Steps({ todo, reordering }: { todo: Todo; reordering: Reordering }) {
  const { first, last, drop, step } = reordering
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={`Move ${todo.title} up`}
        aria-disabled={first}
        onClick={() => step(-1)}
      >
        <Icon shape="up" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={`Move ${todo.title} down`}
        aria-disabled={last}
        onClick={() => step(1)}
      >
        <Icon shape="down" />
      </button>
      <button type="button" className="icon-button" aria-label={`Leave ${todo.title} here`} onClick={drop}>
        <Icon shape="check" />
      </button>
    </>
  )
}
