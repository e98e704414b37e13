import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react'
import type { Api } from './api'
import { confirm } from './lists'
import { type Op, Outbox } from './outbox'
import { PersonalStorage } from './storage'
import { Todos } from './todos'
import type { Todo } from './wire'

/** What one person works with while logged in. */
export interface Workspace {
  storage: PersonalStorage
  todos: Todos
  outbox: Outbox
  /** What a to-do was called before the server named it: it is the same row on the screen. */
  keyOf(id: string): string
  close(): void
}

export const WorkspaceContext = createContext<Workspace | undefined>(undefined)

export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext)
  if (!workspace) {
    throw new Error('Outside a workspace')
  }
  return workspace
}

export function useOps(): readonly Op[] {
  const { outbox } = useWorkspace()
  return useSyncExternalStore(outbox.subscribe, () => outbox.ops)
}

/** Whether anything waits for the server to answer again. */
export function useWaiting(): boolean {
  const { outbox } = useWorkspace()
  return useSyncExternalStore(outbox.subscribe, () => outbox.waiting)
}

export function useOpenWorkspace(
  user: string,
  api: Api,
  refused: (op: Op, reason: string) => void,
): Workspace | undefined {
  const client = useQueryClient()
  const [workspace, setWorkspace] = useState<Workspace>()
  useEffect(() => {
    const opened = openWorkspace(user, api, client, refused)
    setWorkspace(opened)
    return () => opened.close()
  }, [user, api, client, refused])
  return workspace
}

export function openWorkspace(
  user: string,
  api: Api,
  client: QueryClient,
  refused: (op: Op, reason: string) => void,
): Workspace {
  const storage = new PersonalStorage(localStorage, user)
  const todos = new Todos(api)
  const names = new Map<string, string>()
  const channel = new BroadcastChannel(`tandem-todos:${user}`)

  const settled = (op: Op, todo: Todo | null) => {
    if (op.kind === 'create' && todo) {
      names.set(todo.id, op.todo)
    }
    confirm(client, op, todo)
  }
  const outbox = new Outbox({
    storage,
    locks: navigator.locks,
    lockName: `tandem-outbox:${user}`,
    send: todos.send,
    settled: (op, todo) => {
      settled(op, todo)
      channel.postMessage({ op, todo })
    },
    refused,
  })
  channel.onmessage = (event: MessageEvent<{ op: Op; todo: Todo | null }>) => {
    settled(event.data.op, event.data.todo)
    outbox.reread()
  }
  const stored = (event: StorageEvent) => {
    if (storage.owns(event.key)) {
      outbox.reread()
    }
  }
  const hidden = () => outbox.releaseAll()
  window.addEventListener('storage', stored)
  window.addEventListener('online', outbox.retry)
  window.addEventListener('pagehide', hidden)

  return {
    storage,
    todos,
    outbox,
    keyOf: id => names.get(id) ?? id,
    close() {
      outbox.close()
      channel.close()
      window.removeEventListener('storage', stored)
      window.removeEventListener('online', outbox.retry)
      window.removeEventListener('pagehide', hidden)
    },
  }
}
