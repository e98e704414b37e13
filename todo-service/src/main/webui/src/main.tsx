import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import { Api } from './lib/api'
import { Auth } from './lib/auth'
import { isTransient } from './lib/problem'
import { clearOnUserChange, SessionContext } from './lib/session'
import './styles/base.css'
import './styles/app.css'

const root = createRoot(document.getElementById('app')!)

if (window.isSecureContext) {
  run()
} else {
  root.render(<p className="splash">Tandem needs HTTPS: over plain HTTP, this browser keeps no session.</p>)
}

function run(): void {
  const origin = document.querySelector<HTMLMetaElement>('meta[name="auth-origin"]')?.content ?? ''
  const auth = new Auth({ origin, locks: navigator.locks, channel: new BroadcastChannel('tandem-session') })
  const api = new Api(auth, origin)
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 15_000,
        retry: (failures, error) => isTransient(error) && failures < 2,
      },
    },
  })

  clearOnUserChange(auth, client)
  window.addEventListener('online', auth.wake)
  window.addEventListener('pageshow', auth.wake)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') {
      auth.wake()
    }
  })
  auth.start()

  root.render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <SessionContext value={{ auth, api }}>
          <App />
        </SessionContext>
      </QueryClientProvider>
    </StrictMode>,
  )
}
