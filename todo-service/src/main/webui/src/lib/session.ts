import type { QueryClient } from '@tanstack/react-query'
import { createContext, use, useSyncExternalStore } from 'react'
import type { Api } from './api'
import type { Auth, AuthState } from './auth'
import { forgetOthers } from './storage'
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

/** Nothing of one person is left for the next: not in memory after the session, not in storage after logging out. */
export function keepToOneself(auth: Auth, client: QueryClient): void {
  auth.subscribe(() => {
    const { state } = auth
    if (state.is === 'out') {
      client.clear()
      if (state.how === 'left') {
        forgetOthers(localStorage)
      }
    } else if (state.is === 'in') {
      forgetOthers(localStorage, state.user.id)
    }
  })
}
