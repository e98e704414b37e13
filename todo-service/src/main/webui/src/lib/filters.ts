import type { Priority, Todo } from './wire'

export type Status = 'all' | 'active' | 'completed'
export type Sort = 'order' | 'dueDate' | '-createdAt' | 'title'

/** Which to-dos are looked at. It is in the address, so that it can be kept, shared and gone back to. */
export interface Filters {
  status: Status
  q: string
  tag: string
  priority: Priority | ''
  sort: Sort
}

export const EVERYTHING: Filters = { status: 'all', q: '', tag: '', priority: '', sort: 'order' }

const STATUSES: Status[] = ['all', 'active', 'completed']
const PRIORITIES: Priority[] = ['none', 'low', 'medium', 'high']
const SORTS: Sort[] = ['order', 'dueDate', '-createdAt', 'title']

/** Takes what it knows and leaves the rest: addresses are typed, cut and shared. */
export function filtersOf(search: string): Filters {
  const query = new URLSearchParams(search)
  return {
    status: oneOf(STATUSES, query.get('show')) ?? 'all',
    q: cut(query.get('q'), 200),
    tag: cut(query.get('tag'), 50),
    priority: oneOf(PRIORITIES, query.get('priority')) ?? '',
    sort: oneOf(SORTS, query.get('sort')) ?? 'order',
  }
}

/** The address's query for these filters, without what goes without saying. */
export function searchOf(filters: Filters): string {
  const query = new URLSearchParams()
  if (filters.status !== 'all') query.set('show', filters.status)
  if (filters.q !== '') query.set('q', filters.q)
  if (filters.tag !== '') query.set('tag', filters.tag)
  if (filters.priority !== '') query.set('priority', filters.priority)
  if (filters.sort !== 'order') query.set('sort', filters.sort)
  return query.toString()
}

/** What todo-service is asked. */
export function queryOf(filters: Filters): string {
  const query = new URLSearchParams({ sort: filters.sort, limit: '50', count: 'true' })
  if (filters.status !== 'all') query.set('completed', String(filters.status === 'completed'))
  const q = filters.q.trim()
  if (q !== '') query.set('q', q)
  if (filters.tag !== '') query.set('tag', filters.tag)
  if (filters.priority !== '') query.set('priority', filters.priority)
  return query.toString()
}

/** Whether the service would list it, as far as that can be told from here. */
export function matches(todo: Todo, filters: Filters): boolean {
  const q = filters.q.trim().normalize().toLowerCase()
  return (
    (filters.status === 'all' || todo.completed === (filters.status === 'completed')) &&
    (q === '' || todo.title.toLowerCase().includes(q) || todo.description.toLowerCase().includes(q)) &&
    (filters.tag === '' || todo.tags.includes(filters.tag.normalize())) &&
    (filters.priority === '' || todo.priority === filters.priority)
  )
}

export function isNarrowed(filters: Filters): boolean {
  return filters.q.trim() !== '' || filters.tag !== '' || filters.priority !== ''
}

function oneOf<T extends string>(known: T[], text: string | null): T | undefined {
  return known.find(value => value === text)
}

function cut(text: string | null, length: number): string {
  return [...(text ?? '')].slice(0, length).join('')
}
