import { Api } from '../lib/api'
import { Auth } from '../lib/auth'
import type { Todo, TodoFields, TodoPatch } from '../lib/wire'
import { FakeChannels, FakeLocks, FakeNetwork, ok, problem } from './fakes'
import { todo } from './todos'

export const ADA = {
  id: 'a',
  email: 'ada@example.com',
  emailVerified: true,
  displayName: 'Ada',
  createdAt: '2026-01-01T00:00:00Z',
}

/** Both services, as far as a page can tell: a handful of to-dos behind HTTP. */
export class FakeServices {
  readonly network = new FakeNetwork()
  readonly auth: Auth
  readonly api: Api
  todos: Todo[]
  private version = 0

  constructor(todos: Todo[] = [], loggedIn = true) {
    this.todos = todos
    const locks = new FakeLocks()
    Object.defineProperty(navigator, 'locks', { value: locks, configurable: true })
    this.auth = new Auth({ origin: '', locks, channel: new FakeChannels().open() })
    this.api = new Api(this.auth, '')

    const token = { access_token: 't', token_type: 'Bearer', expires_in: 300 }
    this.network
      .on('POST /auth/refresh', () => (loggedIn ? ok(token) : problem(401, 'invalid_refresh_token')))
      .on('POST /auth/login', ({ body }) =>
        (body as { password: string }).password === 'right'
          ? ok({ ...token, user: ADA })
          : problem(401, 'invalid_credentials'),
      )
      .on('POST /auth/logout', () => ok(null, {}, 204))
      .on('GET /auth/me', () => ok(ADA))
      .on('GET /api/todos', ({ query }) => {
        const completed = query.get('completed')
        const q = query.get('q')?.toLowerCase() ?? ''
        const found = this.todos
          .filter(({ completed: is }) => completed === null || String(is) === completed)
          .filter(({ title }) => title.toLowerCase().includes(q))
          .sort((one, other) => (one.order ?? 0) - (other.order ?? 0))
        return ok(found, { 'X-Total-Count': String(found.length) })
      })
      .on('POST /api/todos', ({ body }) => {
        const made = todo({ ...(body as TodoFields), updatedAt: this.now() })
        this.todos.push(made)
        return ok(made, { ETag: `"${made.updatedAt}"` }, 201)
      })
      .on('GET /api/todos/[^/]+', ({ path }) => this.one(path))
      .on('PATCH /api/todos/[^/]+', ({ path, body, headers }) => {
        const found = this.find(path)
        const condition = headers.get('If-Match')
        if (found && condition !== null && condition !== `"${found.updatedAt}"`) {
          return problem(412, 'precondition_failed')
        }
        if (found) {
          Object.assign(found, body as TodoPatch, { updatedAt: this.now() })
        }
        return this.one(path)
      })
      .on('DELETE /api/todos/[^/]+', ({ path }) => {
        this.todos = this.todos.filter(({ id }) => !path.endsWith(id))
        return ok(null, {}, 204)
      })
      .on('DELETE /api/todos', () => {
        this.todos = this.todos.filter(({ completed }) => !completed)
        return ok(null, {}, 204)
      })
  }

  /** As another device would. */
  change(id: string, patch: TodoPatch): void {
    Object.assign(
      this.todos.find(todo => todo.id === id)!,
      patch,
      { updatedAt: this.now() },
    )
  }

  titles(): string[] {
    return [...this.todos].sort((one, other) => (one.order ?? 0) - (other.order ?? 0)).map(({ title }) => title)
  }

  private one(path: string): Response {
    const found = this.find(path)
    return found ? ok(found, { ETag: `"${found.updatedAt}"` }) : problem(404, 'not_found')
  }

  private find(path: string): Todo | undefined {
    return this.todos.find(({ id }) => path.endsWith(id))
  }

  private now(): string {
    return new Date(Date.UTC(2026, 10, 20, 12, 0, ++this.version)).toISOString()
  }
}
