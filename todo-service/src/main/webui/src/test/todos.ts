import type { Todo } from '../lib/wire'

let made = 0

export function todo(members: Partial<Todo> = {}): Todo {
  const id = members.id ?? `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`
  return {
    id,
    title: 'Something',
    description: '',
    completed: false,
    priority: 'none',
    dueDate: null,
    order: null,
    tags: [],
    createdAt: '2026-11-20T12:00:00Z',
    updatedAt: '2026-11-20T12:00:00Z',
    completedAt: null,
    url: `http://localhost/api/todos/${id}`,
    ...members,
  }
}
