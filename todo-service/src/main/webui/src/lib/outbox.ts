import { backoff, inWords, isTransient, Problem, retryAfterMs } from './problem'
import type { PersonalStorage } from './storage'
import type { Todo, TodoFields, TodoPatch } from './wire'

/** Something the person did that the server has not confirmed yet. */
export type Op = {
  /** Names it, to the server too: creating twice with one key creates once. */
  id: string
  seq: number
  /** Waits for a while, so that it can be undone. */
  held?: boolean
  /** Stopped until the person decides. */
  stuck?: { why: 'conflict'; theirs: Todo | null } | { why: 'refused'; reason: string }
} & (
  | { kind: 'create'; todo: string; fields: TodoFields; at: string }
  /** With a base, only if nobody has changed the same members since. */
  | { kind: 'patch'; todo: string; patch: TodoPatch; base?: Todo }
  | { kind: 'delete'; todo: string; title: string }
  | { kind: 'clear' }
)

type Unnumbered<T> = T extends unknown ? Omit<T, 'seq'> : never
export type NewOp = Unnumbered<Op>

/** Somebody changed the same, or deleted it, in the meantime. */
export class Conflict extends Error {
  readonly theirs: Todo | null

  constructor(theirs: Todo | null) {
    super('Changed elsewhere')
    this.theirs = theirs
  }
}

export interface OutboxSurroundings {
  storage: PersonalStorage
  locks: Pick<LockManager, 'request'>
  lockName: string
  /** Does it; answers the to-do as it is then, or null where it is gone. */
  send(op: Op): Promise<Todo | null>
  /** Told before the operation is forgotten, so that nothing is seen to flicker. */
  settled(op: Op, todo: Todo | null): void
  /** Told of what the server will not have, where only the person's eyes can help. */
  refused(op: Op, reason: string): void
}

const PREFIX = 'outbox:'

/**
 * What the person did, kept until the server has it: sent in order, by one tab at a time, as often as it takes. Each is
 * a key of its own in storage, so that tabs never overwrite each other's.
 */
export class Outbox {
  private readonly around: OutboxSurroundings
  private readonly listeners = new Set<() => void>()
  private readonly unkept = new Map<string, Op>()
  private current: readonly Op[] = []
  private sending = false
  private again = false
  private failures = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  /** When the service is willing to hear of it again, whatever happens meanwhile. */
  private notBefore = 0
  private closed = false
  private unreached = false
  /** Whether it waits because the service asks for fewer changes at once. */
  throttled = false

  constructor(around: OutboxSurroundings) {
    this.around = around
    this.read()
    // Whoever held them is gone.
    this.releaseAll()
  }

  get ops(): readonly Op[] {
    return this.current
  }

  /** Whether something could not be sent and waits for better times. */
  get waiting(): boolean {
    return this.unreached && this.current.some(op => !op.stuck && !op.held)
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  add(added: NewOp): void {
    // What is cleared is what was completed when the person said so.
    for (const op of this.current) {
      if (op.kind === 'clear' && op.held) {
        this.write({ ...op, held: false })
      }
    }
    this.write({ seq: (this.current.at(-1)?.seq ?? 0) + 1, ...this.absorbing(added) } as Op)
    this.changed()
    this.kick()
  }

  /** Undoes what was only held. What is on its way already stays. */
  cancel(id: string): boolean {
    const op = this.current.find(op => op.id === id)
    if (!op?.held) {
      return false
    }
    this.forget(op)
    this.changed()
    return true
  }

  release(id: string): void {
    const op = this.current.find(op => op.id === id)
    if (op?.held) {
      this.write({ ...op, held: false })
      this.changed()
      this.kick()
    }
  }

  releaseAll(): void {
    for (const op of this.current.filter(op => op.held)) {
      this.write({ ...op, held: false })
    }
    this.changed()
    this.kick()
  }

  /** Gives up what is stuck. */
  discard(id: string): void {
    const op = this.current.find(op => op.id === id)
    if (op?.stuck) {
      this.forget(op)
      this.changed()
      this.kick()
    }
  }

  /** Mine over theirs, or as a new to-do where theirs is gone. */
  insist(id: string): void {
    const op = this.current.find(op => op.id === id)
    if (op?.kind !== 'patch' || op.stuck?.why !== 'conflict') {
      return
    }
    const theirs = op.stuck.theirs
    if (theirs) {
      this.write({ ...withoutStuck(op), base: theirs })
    } else {
      const { title, description, completed, priority, dueDate, order, tags } = { ...op.base!, ...op.patch }
      const fields: TodoFields = { title, description, completed, priority, dueDate, order, tags }
      this.write({
        kind: 'create',
        id: crypto.randomUUID(),
        seq: op.seq,
        todo: crypto.randomUUID(),
        fields,
        at: new Date().toISOString(),
      })
      this.forget(op)
    }
    this.changed()
    this.kick()
  }

  /** Another tab wrote or removed something. */
  reread = (): void => {
    this.changed()
    this.kick()
  }

  /** Now is a better time: the network is back, or the person asked. */
  retry = (): void => {
    this.failures = 0
    this.kick()
  }

  close(): void {
    this.closed = true
    clearTimeout(this.timer)
  }

  private kick(): void {
    clearTimeout(this.timer)
    const wait = this.notBefore - Date.now()
    if (this.sending) {
      this.again = true
    } else if (wait > 0 && !this.closed) {
      this.timer = setTimeout(() => this.kick(), wait)
    } else if (!this.closed && this.next()) {
      void this.sendAll()
    }
  }

  private async sendAll(): Promise<void> {
    this.sending = true
    this.again = false
    try {
      await this.around.locks.request(this.around.lockName, async () => {
        this.read()
        for (let op = this.next(); op && !this.closed; op = this.next()) {
          if (!(await this.attempt(op))) {
            return
          }
        }
      })
    } finally {
      this.sending = false
      this.changed()
    }
    if (this.again && !this.unreached) {
      this.kick()
    }
  }

  /** False where it has to wait. */
  private async attempt(op: Op): Promise<boolean> {
    try {
      const todo = await this.around.send(op)
      if (this.closed) {
        return false
      }
      this.read()
      this.unreached = false
      this.failures = 0
      this.around.settled(op, todo)
      this.follow(op, todo)
      this.forget(op)
    } catch (error) {
      if (this.closed) {
        return false
      }
      this.read()
      if (!this.current.some(({ id }) => id === op.id)) {
        return true // forgotten meanwhile, as by logging out: nothing of it is written again
      }
      if (error instanceof Conflict) {
        this.stop(op, { why: 'conflict', theirs: error.theirs })
      } else if (error instanceof Problem && !isTransient(error) && error.status !== 401) {
        this.refuse(op, inWords(error))
      } else {
        this.unreached = true
        this.throttled = error instanceof Problem && error.status === 429
        this.notBefore = Date.now() + retryAfterMs(error)
        this.timer = setTimeout(() => this.kick(), backoff(this.failures++, error))
        return false
      }
    }
    this.changed()
    return true
  }

  /** Typed text is never thrown away; a tick or a move is simply taken back. */
  private refuse(op: Op, reason: string): void {
    const typed = op.kind === 'create' || (op.kind === 'patch' && op.base !== undefined)
    if (typed) {
      this.stop(op, { why: 'refused', reason })
    } else {
      this.forget(op)
    }
    this.around.refused(op, reason)
  }

  private stop(op: Op, stuck: NonNullable<Op['stuck']>): void {
    const now = this.current.find(other => other.id === op.id)
    if (now) {
      this.write({ ...now, stuck })
    }
  }

  /** The first that nothing stands in the way of. */
  private next(): Op | undefined {
    const blocked = new Set<string>()
    for (const op of this.current) {
      const todo = 'todo' in op ? op.todo : undefined
      if (todo !== undefined && (op.stuck || blocked.has(todo))) {
        blocked.add(todo)
      } else if (!op.held) {
        return op
      }
    }
    return undefined
  }

  /** Later operations on the same to-do go on from how this one left it. */
  private follow(op: Op, todo: Todo | null): void {
    if (!('todo' in op) || !todo) {
      return
    }
    for (const later of this.current) {
      if (later.id !== op.id && 'todo' in later && later.todo === op.todo) {
        const base = later.kind === 'patch' && later.base ? { base: { ...later.base, ...todo } } : {}
        this.write({ ...later, ...base, todo: todo.id })
      }
    }
  }

  /** A new edit takes along what an earlier one of the same to-do could not get through, and its place. */
  private absorbing(added: NewOp): NewOp & { seq?: number } {
    if (added.kind !== 'patch' && added.kind !== 'delete') {
      return added
    }
    const stuck = this.current.find(op => op.stuck && 'todo' in op && op.todo === added.todo)
    if (!stuck) {
      return added
    }
    if (stuck.kind === 'create' && added.kind === 'patch') {
      this.forget(stuck)
      const fields = { ...stuck.fields, ...added.patch }
      return { kind: 'create', id: crypto.randomUUID(), seq: stuck.seq, todo: stuck.todo, fields, at: stuck.at }
    }
    if (stuck.kind === 'patch' && added.kind === 'patch') {
      this.forget(stuck)
      const base = stuck.base ?? added.base
      return { ...added, seq: stuck.seq, patch: { ...stuck.patch, ...added.patch }, ...(base ? { base } : {}) }
    }
    this.forget(stuck)
    return added
  }

  private write(op: Op): void {
    if (!this.around.storage.set(PREFIX + op.id, JSON.stringify(op))) {
      this.unkept.set(op.id, op)
    }
    this.current = sorted([...this.current.filter(other => other.id !== op.id), op])
  }

  private forget(op: Op): void {
    this.around.storage.remove(PREFIX + op.id)
    this.unkept.delete(op.id)
    this.current = this.current.filter(other => other.id !== op.id)
  }

  private changed(): void {
    this.read()
    this.listeners.forEach(listener => listener())
  }

  private read(): void {
    const kept = this.around.storage.names(PREFIX).flatMap(name => {
      const op = parsed(this.around.storage.get(name))
      return op && !this.unkept.has(op.id) ? [op] : []
    })
    this.current = sorted([...kept, ...this.unkept.values()])
  }
}

function sorted(ops: Op[]): Op[] {
  return ops.sort((one, other) => one.seq - other.seq || (one.id < other.id ? -1 : 1))
}

function withoutStuck<T extends Op>(op: T): T {
  const { stuck: _, ...rest } = op
  return rest as T
}

function parsed(text: string | null): Op | undefined {
  try {
    const op = JSON.parse(text ?? '') as Op
    return typeof op.id === 'string' && typeof op.seq === 'number' && typeof op.kind === 'string' ? op : undefined
  } catch {
    return undefined
  }
}
