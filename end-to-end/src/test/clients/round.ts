// Log in, create, clear a date, page, delete, refresh: arguments are both addresses, an e-mail address, its password.
import assert from 'node:assert/strict'
import { AccountsApi, Configuration as AuthConfiguration, SessionsApi, TokenDelivery } from './auth/index'
import { Configuration, ResponseError, TodosApi } from './todo/index'

const [authAddress, todoAddress, email, password] = process.argv.slice(2) as [string, string, string, string]

const auth = new AuthConfiguration({ basePath: authAddress })
const loginRequest = { email, password, tokenDelivery: TokenDelivery.Body }
const signedIn = await new AccountsApi(auth).logIn({ loginRequest })
let accessToken = signedIn.accessToken

const todos = new TodosApi(new Configuration({ basePath: todoAddress, accessToken: () => accessToken }))
const dueDate = new Date('2026-12-31')
const created = await todos.createTodo({ todoInput: { title: 'TypeScript', dueDate } })
assert.deepEqual(created.dueDate, dueDate)
assert.equal(created.order, null)
await todos.createTodo({ todoInput: { title: 'second', order: 2 } })
await todos.createTodo({ todoInput: { title: 'third', order: 1 } })

const cleared = await todos.patchTodo({ id: created.id, todoPatch: { dueDate: null } })
assert.equal(cleared.dueDate, null)
assert.equal(cleared.title, 'TypeScript')

const first = await todos.listTodosRaw({ sort: 'order', limit: 2 })
assert.equal((await first.value())[0]?.title, 'third')
const cursor = /cursor=([^&>]+)/.exec(first.raw.headers.get('Link') ?? '')?.[1]
assert.ok(cursor)
const second = await todos.listTodos({ sort: 'order', limit: 2, cursor: decodeURIComponent(cursor) })
assert.deepEqual(
  second.map((todo) => todo.id),
  [created.id],
)

await todos.deleteTodo({ id: created.id })
const gone = await todos.getTodo({ id: created.id }).catch((error: unknown) => error)
assert.ok(gone instanceof ResponseError)
assert.equal(gone.response.status, 404)
assert.equal(((await gone.response.json()) as { code: string }).code, 'not_found')

const refreshRequest = { refreshToken: signedIn.refreshToken }
accessToken = (await new SessionsApi(auth).refresh({ refreshRequest })).accessToken
await todos.deleteTodos()
assert.deepEqual(await todos.listTodos(), [])
