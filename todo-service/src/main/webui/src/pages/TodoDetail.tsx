import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Stuck } from '../components/Conflict'
import { useNotifications } from '../components/Notifications'
import { faultsOf, TodoFieldset } from '../components/TodoFieldset'
import { Field, Icon, Page } from '../components/ui'
import { moment } from '../lib/dates'
import { useDraft } from '../lib/drafts'
import { todoKey, type TodoPages } from '../lib/lists'
import { type Shown, shown } from '../lib/overlay'
import { inWords, Problem } from '../lib/problem'
import { useTodoActions } from '../lib/useTodos'
import type { Todo } from '../lib/wire'
import { useOps, useWaiting, useWorkspace } from '../lib/workspace'

export function TodoDetail({ id }: { id: string }) {
  const { todos } = useWorkspace()
  const client = useQueryClient()
  const ops = useOps()
  const query = useQuery<Todo>({
    queryKey: todoKey(id),
    queryFn: ({ signal }) => todos.get(id, signal),
    placeholderData: () =>
      client
        .getQueriesData<TodoPages>({ queryKey: ['todos'] })
        .flatMap(([, data]) => data?.pages.flatMap(page => page.items) ?? [])
        .find(todo => todo.id === id),
  })
  const todo = query.data && shown(query.data, ops)
  const gone = query.error instanceof Problem && [404, 400].includes(query.error.status)
  const stuck = ops.find(op => op.stuck && 'todo' in op && op.todo === id)

  return (
    <Page title={todo?.title ?? 'To-do'}>
      <p className="back">
        <Link href="/">
          <Icon shape="back" />
          All to-dos
        </Link>
      </p>
      {todo && !gone ? (
        <Editor todo={todo} />
      ) : gone && stuck ? (
        <>
          <h1>Deleted</h1>
          <Stuck op={stuck} />
        </>
      ) : gone || (query.data && !todo) ? (
        <div className="empty">
          <h1>Not there</h1>
          <p>This to-do does not exist, or not any more.</p>
        </div>
      ) : query.isError ? (
        <div className="empty" role="alert">
          <p>{inWords(query.error)}</p>
          <button type="button" onClick={() => void query.refetch()}>
            Try again
          </button>
        </div>
      ) : (
        <div className="placeholder" role="status" aria-label="Loading the to-do">
          <div className="ghost" data-width="60" />
          <div className="ghost" data-width="35" />
        </div>
      )}
    </Page>
  )
}

function Editor({ todo }: { todo: Shown }) {
  const { outbox } = useWorkspace()
  const actions = useTodoActions()
  const { notify } = useNotifications()
  const [, navigate] = useLocation()
  const draft = useDraft(todo)
  const waiting = useWaiting()
  const [tried, setTried] = useState(false)
  const [saved, setSaved] = useState(false)
  const value: Todo = { ...todo, ...draft.patch }
  const faults = faultsOf(value)
  const dirty = Object.keys(draft.patch).length > 0

  const save = () => {
    if (Object.keys(faults).length > 0) {
      setTried(true)
      return
    }
    const { title, ...rest } = draft.patch
    actions.edit(todo, title === undefined ? rest : { ...rest, title: title.trim() }, draft.base)
    draft.clear()
    setTried(false)
    setSaved(true)
  }
  const remove = () => {
    draft.clear()
    const held = actions.remove(todo)
    notify(`Deleted “${todo.title}”.`, {
      action: { label: 'Undo', run: () => outbox.cancel(held) || notify('Too late: it is gone already.') },
      gone: () => outbox.release(held),
    })
    navigate('/')
  }

  return (
    <>
      <h1 className="visually-hidden">{todo.title}</h1>
      {todo.stuck && <Stuck op={todo.stuck} />}
      <form
        className="card"
        aria-label="To-do"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          if (dirty) {
            save()
          }
        }}
      >
        <Field
          label="Title"
          value={value.title}
          onChange={title => draft.set({ title })}
          error={tried || value.title.trim() !== '' ? faults.title : undefined}
          autoComplete="off"
        />
        <TodoFieldset
          value={value}
          onChange={change => draft.set(change)}
          fault={field => faults[field as keyof typeof faults]}
        />
        <label className="check">
          <input type="checkbox" className="tick" checked={todo.completed} onChange={() => actions.toggle(todo)} />
          Completed
        </label>
        <div className="buttons">
          <button type="submit" className="primary" aria-disabled={!dirty}>
            Save
          </button>
          {dirty && (
            <button type="button" onClick={draft.clear}>
              Undo changes
            </button>
          )}
          <span className="state" role="status">
            {saved && !dirty && !todo.stuck && (todo.pending ? (waiting ? 'Not saved yet' : 'Saving…') : 'Saved')}
          </span>
          <button type="button" className="danger-quiet push" onClick={remove}>
            Delete
          </button>
        </div>
      </form>
      <p className="soft small">
        Made {moment(todo.createdAt)} · changed {moment(todo.updatedAt)}
        {todo.completedAt !== null && todo.completed && <> · completed {moment(todo.completedAt)}</>}
      </p>
    </>
  )
}
