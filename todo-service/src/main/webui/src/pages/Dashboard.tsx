import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { useNotifications } from '../components/Notifications'
import { PRIORITY_NAMES } from '../components/TodoFieldset'
import { TodoForm } from '../components/TodoForm'
import { TodoList, TodoListPlaceholder } from '../components/TodoList'
import { Icon, Page } from '../components/ui'
import {
  EVERYTHING,
  type Filters,
  filtersOf,
  isNarrowed,
  matches,
  queryOf,
  searchOf,
  type Sort,
  type Status,
} from '../lib/filters'
import { todosKey } from '../lib/lists'
import { inWords } from '../lib/problem'
import { useSession } from '../lib/session'
import { useTodoActions, useTodoList } from '../lib/useTodos'
import type { Priority, Todo } from '../lib/wire'
import { useWorkspace } from '../lib/workspace'

const STATUSES: [Status, string][] = [
  ['all', 'All'],
  ['active', 'Active'],
  ['completed', 'Completed'],
]

const SORTS: [Sort, string][] = [
  ['order', 'My order'],
  ['dueDate', 'Due date'],
  ['-createdAt', 'Newest first'],
  ['title', 'Title'],
]

export function Dashboard() {
  const search = useSearch()
  const [, navigate] = useLocation()
  const filters = filtersOf(search)
  const { query, todos, total } = useTodoList(filters)
  const actions = useTodoActions()
  const { outbox } = useWorkspace()
  const { notify, announce } = useNotifications()

  const show = (change: Partial<Filters>, replace = false) => {
    const next = searchOf({ ...filters, ...change })
    navigate(next === '' ? '/' : `/?${next}`, { replace })
  }
  const knownTags = [...new Set(todos.flatMap(todo => todo.tags))].sort()
  useEverything(filters)
  const listed = query.data !== undefined
  const mayClear = filters.status !== 'active' && todos.some(todo => todo.completed)

  const remove = (todo: Todo) => {
    const held = actions.remove(todo)
    notify(`Deleted “${todo.title}”.`, {
      action: { label: 'Undo', run: () => outbox.cancel(held) || notify('Too late: it is gone already.') },
      gone: () => outbox.release(held),
    })
  }
  const clear = () => {
    const held = actions.clearCompleted()
    notify('Cleared what is completed.', {
      action: { label: 'Undo', run: () => outbox.cancel(held) || notify('Too late: they are gone already.') },
      gone: () => outbox.release(held),
    })
  }

  return (
    <Page title="To-dos">
      <div className="heading">
        <h1>To-dos</h1>
        <p className="count" role="status">
          {total === undefined ? '\u00a0' : counted(total, filters)}
        </p>
      </div>
      <TodoForm
        knownTags={knownTags}
        onAdd={fields => {
          actions.add(fields)
          announce(`Added ${fields.title}.`)
          const probe = { ...fields, id: '', url: '', order: 0, createdAt: '', updatedAt: '', completedAt: null }
          if (!matches(probe, filters)) {
            notify(`Added “${fields.title}”, which is not in this list.`, {
              action: { label: 'Show all', run: () => navigate('/') },
            })
          }
        }}
      />
      <Toolbar filters={filters} show={show} />
      {query.isError && !listed && (
        <div className="empty" role="alert">
          <p>{inWords(query.error)}</p>
          <button type="button" onClick={() => void query.refetch()}>
            Try again
          </button>
        </div>
      )}
      {query.isPending && todos.length === 0 && <TodoListPlaceholder />}
      {todos.length > 0 && (
        <TodoList
          todos={todos}
          reorderable={filters.sort === 'order'}
          onMove={(from, to) => actions.move(todos, from, to, query.hasNextPage)}
          onToggle={todo => {
            actions.toggle(todo)
            announce(todo.completed ? `${todo.title} is open again.` : `Completed ${todo.title}.`)
          }}
          onEdit={actions.edit}
          onDelete={remove}
          onTag={tag => show({ tag })}
        />
      )}
      {listed && todos.length === 0 && !query.hasNextPage && <Empty filters={filters} show={show} />}
      {query.hasNextPage && (
        <More
          busy={query.isFetchingNextPage}
          failed={query.isFetchNextPageError}
          onMore={() => void query.fetchNextPage()}
        />
      )}
      {mayClear && (
        <p className="after">
          <button type="button" className="quiet" onClick={clear}>
            Clear completed
          </button>
        </p>
      )}
    </Page>
  )
}

/** Where a new to-do goes on top of can't be told from a part of the list. */
function useEverything(filters: Filters): void {
  const { api } = useSession()
  const client = useQueryClient()
  const part = searchOf({ ...filters, sort: 'order' }) !== '' || filters.sort !== 'order'
  useEffect(() => {
    if (part) {
      void client.prefetchInfiniteQuery({
        queryKey: todosKey(EVERYTHING),
        queryFn: ({ pageParam }) => api.todos(pageParam),
        initialPageParam: queryOf(EVERYTHING),
      })
    }
  }, [part, api, client])
}

function counted(total: number, filters: Filters): string {
  const kind = { all: '', active: ' to do', completed: ' completed' }[filters.status]
  return `${total}${kind || (total === 1 ? ' to-do' : ' to-dos')}`
}

function Toolbar({ filters, show }: { filters: Filters; show(change: Partial<Filters>, replace?: boolean): void }) {
  return (
    <search className="toolbar" aria-label="Which to-dos to show">
      <div className="segments" role="group" aria-label="Show">
        {STATUSES.map(([status, name]) => (
          <button key={status} type="button" aria-pressed={filters.status === status} onClick={() => show({ status })}>
            {name}
          </button>
        ))}
      </div>
      <SearchField q={filters.q} onSearch={q => show({ q }, true)} />
      <select
        aria-label="Priority"
        value={filters.priority}
        onChange={event => show({ priority: event.target.value as Priority | '' })}
      >
        <option value="">Any priority</option>
        {(['high', 'medium', 'low', 'none'] as const).map(priority => (
          <option key={priority} value={priority}>
            {priority === 'none' ? 'No priority' : `${PRIORITY_NAMES[priority]} priority`}
          </option>
        ))}
      </select>
      <select aria-label="Sort by" value={filters.sort} onChange={event => show({ sort: event.target.value as Sort })}>
        {SORTS.map(([sort, name]) => (
          <option key={sort} value={sort}>
            {name}
          </option>
        ))}
      </select>
      {filters.tag !== '' && (
        <button type="button" className="tag chosen" onClick={() => show({ tag: '' })}>
          #{filters.tag}
          <Icon shape="close" />
          <span className="visually-hidden">: show all tags</span>
        </button>
      )}
    </search>
  )
}

/** Asks when typing pauses, and follows the address when that changes by itself. */
function SearchField({ q, onSearch }: { q: string; onSearch(q: string): void }) {
  const [typed, setTyped] = useState(q)
  const asked = useRef(q)
  const search = useRef(onSearch)
  search.current = onSearch
  if (q !== asked.current) {
    asked.current = q
    setTyped(q)
  }
  useEffect(() => {
    if (typed === asked.current) {
      return
    }
    const timer = setTimeout(() => {
      asked.current = typed
      search.current(typed)
    }, 250)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <div className="search">
      <Icon shape="search" />
      <input
        type="search"
        aria-label="Search"
        placeholder="Search"
        value={typed}
        maxLength={200}
        onChange={event => setTyped(event.target.value)}
        autoComplete="off"
      />
    </div>
  )
}

function Empty({ filters, show }: { filters: Filters; show(change: Partial<Filters>): void }) {
  if (isNarrowed(filters)) {
    return (
      <div className="empty">
        <p>Nothing matches.</p>
        <button type="button" onClick={() => show({ ...EVERYTHING, status: filters.status, sort: filters.sort })}>
          Show all of them
        </button>
      </div>
    )
  }
  const [title, text] = {
    all: ['A clear slate.', 'Write the first thing that is on your mind, and press Enter.'],
    active: ['All done.', 'Nothing is waiting for you.'],
    completed: ['Nothing completed yet.', 'What you tick off will be listed here.'],
  }[filters.status]
  return (
    <div className="empty">
      <p>
        <strong>{title}</strong>
        <br />
        {text}
      </p>
    </div>
  )
}

/** Fetches the next page when one gets near the end; by hand where that does not work. */
function More({ busy, failed, onMore }: { busy: boolean; failed: boolean; onMore(): void }) {
  const end = useRef<HTMLDivElement>(null)
  const more = useRef(onMore)
  more.current = onMore
  useEffect(() => {
    if (failed || busy || !end.current || typeof IntersectionObserver === 'undefined') {
      return
    }
    const observer = new IntersectionObserver(
      entries => {
        if (entries.some(entry => entry.isIntersecting)) {
          more.current()
        }
      },
      { rootMargin: '600px' },
    )
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [busy, failed])
  return (
    <div className="after" ref={end}>
      {failed && <p role="alert">The rest could not be loaded.</p>}
      <button type="button" className="quiet" aria-disabled={busy} onClick={() => busy || onMore()}>
        {busy ? 'Loading…' : 'Show more'}
      </button>
    </div>
  )
}
