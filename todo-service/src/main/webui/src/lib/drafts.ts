import { useState } from 'react'
import { bare } from './overlay'
import { same } from './todos'
import type { Todo, TodoPatch } from './wire'
import { useWorkspace } from './workspace'

/** What is being typed over a to-do, and what it looked like when that began. */
export interface Draft {
  base: Todo
  patch: TodoPatch
}

/** Keeps what is typed through reloads and crashes, until it is saved or given up. */
export function useDraft(todo: Todo): {
  patch: TodoPatch
  base: Todo
  set(change: TodoPatch): void
  clear(): void
} {
  const { storage } = useWorkspace()
  const name = `draft:${todo.id}`
  const [draft, setDraft] = useState<Draft | undefined>(() => parsed<Draft>(storage.get(name)))

  return {
    patch: draft?.patch ?? {},
    base: draft?.base ?? todo,
    set(change) {
      const base = draft?.base ?? bare(todo)
      const merged = { ...draft?.patch, ...change }
      const patch = Object.fromEntries(
        Object.entries(merged).filter(([key, value]) => !same(value, base[key as keyof TodoPatch])),
      )
      const next = Object.keys(patch).length > 0 ? { base, patch } : undefined
      if (next) {
        storage.set(name, JSON.stringify(next))
      } else {
        storage.remove(name)
      }
      setDraft(next)
    },
    clear() {
      storage.remove(name)
      setDraft(undefined)
    },
  }
}

/** Text and choices kept under a name. */
export function useKept<T>(name: string, start: T): [T, (value: T) => void, () => void] {
  const { storage } = useWorkspace()
  const [value, setValue] = useState<T>(() => parsed<T>(storage.get(`draft:${name}`)) ?? start)
  return [
    value,
    next => {
      storage.set(`draft:${name}`, JSON.stringify(next))
      setValue(next)
    },
    () => {
      storage.remove(`draft:${name}`)
      setValue(start)
    },
  ]
}

function parsed<T>(text: string | null): T | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}
