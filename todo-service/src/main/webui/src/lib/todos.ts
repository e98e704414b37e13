import type { Api } from './api'
import { Conflict, type Op } from './outbox'
import { Problem } from './problem'
import type { Todo, TodoPatch } from './wire'

/**
 * Carries operations out. Lists come without entity tags, so the one that belongs to what the person saw is either known
 * from an answer or asked for: the same `updatedAt` means the same version.
 */
export class Todos {
  private readonly api: Api
  private readonly tags = new Map<string, { updatedAt: string; etag: string }>()

  constructor(api: Api) {
    this.api = api
  }

  async get(id: string, signal?: AbortSignal): Promise<Todo> {
    return this.remember(await this.api.todo(id, signal))
  }

  send = async (op: Op): Promise<Todo | null> => {
    switch (op.kind) {
      case 'create':
        return this.remember(await this.api.create(op.fields, op.id))
      case 'patch':
        return op.base ? this.edit(op.todo, op.patch, op.base) : this.change(op.todo, op.patch)
      case 'delete':
        await goneIsFine(this.api.remove(op.todo))
        return null
      case 'clear':
        await this.api.clearCompleted()
        return null
    }
  }

  /** A tick or a move says one thing, which holds whatever else has changed. */
  private async change(id: string, patch: TodoPatch): Promise<Todo | null> {
    try {
      return this.remember(await this.api.patch(id, patch))
    } catch (error) {
      if (isGone(error)) {
        return null
      }
      throw error
    }
  }

  /** Writes only over what the person saw; changes of other members by others are no quarrel. */
  private async edit(id: string, patch: TodoPatch, base: Todo): Promise<Todo> {
    for (let attempt = 0; ; attempt++) {
      const known = this.tags.get(id)
      let etag = known?.updatedAt === base.updatedAt ? known.etag : undefined
      if (attempt > 0 || etag === undefined) {
        const theirs = await this.current(id)
        if (holds(theirs, patch)) {
          return theirs // an answer was lost, or both had the same idea
        }
        if (quarrel(patch, base, theirs)) {
          throw new Conflict(theirs)
        }
        etag = this.tags.get(id)!.etag
      }
      try {
        return this.remember(await this.api.patch(id, patch, etag))
      } catch (error) {
        if (isGone(error)) {
          throw new Conflict(null)
        }
        if (!(error instanceof Problem && error.status === 412) || attempt > 4) {
          throw error
        }
      }
    }
  }

  private async current(id: string): Promise<Todo> {
    try {
      return await this.get(id)
    } catch (error) {
      throw isGone(error) ? new Conflict(null) : error
    }
  }

  private remember({ todo, etag }: { todo: Todo; etag: string }): Todo {
    this.tags.set(todo.id, { updatedAt: todo.updatedAt, etag })
    return todo
  }
}

function quarrel(patch: TodoPatch, base: Todo, theirs: Todo): boolean {
  return (Object.keys(patch) as (keyof TodoPatch)[]).some(key => !same(theirs[key], base[key]))
}

function holds(todo: Todo, patch: TodoPatch): boolean {
  return (Object.keys(patch) as (keyof TodoPatch)[]).every(key => same(todo[key], patch[key]))
}

/** Values of members are text, numbers or lists of text. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function isGone(error: unknown): boolean {
  return error instanceof Problem && error.status === 404
}

async function goneIsFine(removal: Promise<void>): Promise<void> {
  try {
    await removal
  } catch (error) {
    if (!isGone(error)) {
      throw error
    }
  }
}
