import { type FormEvent, useId, useRef, useState } from 'react'
import { useKept } from '../lib/drafts'
import type { TodoFields } from '../lib/wire'
import { type Details, faultsOf, TodoFieldset } from './TodoFieldset'
import { Icon } from './ui'

type NewTodo = Details & { title: string }

const NOTHING: NewTodo = { title: '', description: '', dueDate: null, priority: 'none', tags: [] }

/** Adds a to-do: a title and Enter, with more to say where one wants to. */
export function TodoForm({
  onAdd,
  knownTags,
}: {
  onAdd(todo: NewTodo & Pick<TodoFields, 'completed'>): void
  knownTags: string[]
}) {
  const id = useId()
  const title = useRef<HTMLInputElement>(null)
  const [draft, setDraft, forget] = useKept('new', NOTHING)
  const { title: _, ...extra } = draft
  const said = JSON.stringify(extra) !== JSON.stringify({ ...NOTHING, title: undefined })
  const [open, setOpen] = useState(said)
  const [tried, setTried] = useState(false)
  const faults = faultsOf(draft)
  const shownFaults = { ...faults, title: tried || draft.title !== '' ? faults.title : undefined }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (Object.keys(faults).length > 0) {
      setTried(true)
      title.current?.focus()
      return
    }
    onAdd({ ...draft, title: draft.title.trim(), completed: false })
    forget()
    setTried(false)
    setOpen(false)
    title.current?.focus()
  }

  return (
    <form className="todo-form" onSubmit={submit} aria-label="New to-do" noValidate>
      <div className="add">
        <Icon shape="plus" />
        <input
          ref={title}
          aria-label="What is to be done?"
          placeholder="What is to be done?"
          value={draft.title}
          onChange={event => {
            setTried(false)
            setDraft({ ...draft, title: event.target.value })
          }}
          aria-invalid={shownFaults.title ? true : undefined}
          aria-describedby={shownFaults.title ? `${id}-fault` : undefined}
          autoComplete="off"
          enterKeyHint="done"
        />
        <button
          type="button"
          className="quiet"
          aria-expanded={open}
          aria-controls={`${id}-more`}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Less' : 'More'}
        </button>
        <button type="submit" className="primary">
          Add
        </button>
      </div>
      {shownFaults.title && (
        <p className="fault" id={`${id}-fault`} role="alert">
          {shownFaults.title}
        </p>
      )}
      <div id={`${id}-more`} hidden={!open}>
        <TodoFieldset
          value={draft}
          onChange={change => setDraft({ ...draft, ...change })}
          knownTags={knownTags}
          fault={field => faults[field as keyof TodoFields]}
        />
      </div>
    </form>
  )
}
