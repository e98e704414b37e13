import type { QueryClient } from '@tanstack/react-query'
import { createContext, use, useSyncExternalStore } from 'react'
import type { Api } from './api'
import type { Auth, AuthState } from './auth'
import { entriesOf, forgetOthers, restore } from './storage'
import type { User } from './wire'

export const SessionContext = createContext<{ auth: Auth; api: Api } | undefined>(undefined)

export function useSession(): { auth: Auth; api: Api } {
  const session = use(SessionContext)
  if (!session) {
    throw new Error('Outside a session')
  }
  return session
}

export function useAuthState(): AuthState {
  const { auth } = useSession()
  return useSyncExternalStore(auth.subscribe, () => auth.state)
}

/** Only where someone is logged in. */
export function useUser(): User {
  const state = useAuthState()
  if (state.is !== 'in') {
    throw new Error('Nobody is logged in')
  }
  return state.user
}

/**
 * Leaves nothing of one user for the next, however the session ended: storage and cache are cleared. If it ended against
 * the user's will, drafts and unsent changes stay in this tab's memory until the same user logs in again.
 */
export function clearOnUserChange(auth: Auth, client: QueryClient): void {
  let user: string | undefined
  let unsaved: { user: string; entries: Map<string, string> } | undefined
  auth.subscribe(() => {
    const { state } = auth
    if (state.is === 'out') {
      client.clear()
      if (state.how === 'ended' && user !== undefined) {
        unsaved ??= { user, entries: entriesOf(localStorage, user) }
      } else {
        unsaved = undefined
      }
      user = undefined
      forgetOthers(localStorage)
    } else if (state.is === 'in' && state.user.id !== user) {
      user = state.user.id
      forgetOthers(localStorage, user)
      if (unsaved?.user === user) {
        restore(localStorage, unsaved.entries)
      }
      unsaved = undefined
    }
  })
}
