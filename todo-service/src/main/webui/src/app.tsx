import { type ReactNode, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Link, Redirect, Route, Switch, useLocation, useSearch } from 'wouter'
import { NotificationsProvider, useNotifications } from './components/Notifications'
import { Confirm, Notice, Page } from './components/ui'
import { inWords, isTransient } from './lib/problem'
import type { Op } from './lib/outbox'
import { useAuthState, useSession } from './lib/session'
import type { User } from './lib/wire'
import { useOpenWorkspace, useWorkspace, WorkspaceContext } from './lib/workspace'
import { Account } from './pages/Account'
import { Dashboard } from './pages/Dashboard'
import { Devices } from './pages/Devices'
import { ForgotPassword, LogIn, ResetPassword, SignUp, VerifyEmail } from './pages/Entrance'
import { TodoDetail } from './pages/TodoDetail'

export function App() {
  const state = useAuthState()
  const { auth } = useSession()
  return (
    <NotificationsProvider>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <Switch>
        {/* Links from mails work whoever is logged in. */}
        <Route path="/verify-email">
          <Entrance>
            <VerifyEmail />
          </Entrance>
        </Route>
        <Route path="/reset-password">
          <Entrance>
            <ResetPassword />
          </Entrance>
        </Route>
        <Route>
          {state.is === 'in' ? (
            <Inside key={state.user.id} user={state.user} />
          ) : state.is === 'out' ? (
            <Outside how={state.how} />
          ) : (
            <Starting trouble={state.trouble} onRetry={auth.wake} />
          )}
        </Route>
      </Switch>
    </NotificationsProvider>
  )
}

/** Mostly too short to be seen. */
function Starting({ trouble, onRetry }: { trouble: unknown; onRetry(): void }) {
  return (
    <main id="main" className="splash">
      {trouble === undefined ? (
        <p className="late">One moment…</p>
      ) : (
        <>
          <p role="status">
            {isTransient(trouble) ? outage() : inWords(trouble)}
            <br />
            <span className="soft">Trying again by itself. You are not logged out.</span>
          </p>
          <button type="button" onClick={onRetry}>
            Try now
          </button>
        </>
      )}
    </main>
  )
}

function Entrance({ children }: { children: ReactNode }) {
  return (
    <div className="entrance">
      <header>
        <Link href="/" className="brand">
          <Brand />
        </Link>
      </header>
      {children}
    </div>
  )
}

function Outside({ how }: { how: 'left' | 'ended' | 'never' }) {
  const [path] = useLocation()
  const search = useSearch()
  const here = `${path}${search === '' ? '' : `?${search}`}`
  // Who logged out does not mean to come back to where they were; who was thrown out does.
  const next = here === '/' || how === 'left' ? '' : `?next=${encodeURIComponent(here)}`
  return (
    <Entrance>
      <Switch>
        <Route path="/login">
          <LogIn ended={how === 'ended'} />
        </Route>
        <Route path="/signup">
          <SignUp />
        </Route>
        <Route path="/forgot-password">
          <ForgotPassword />
        </Route>
        <Route>
          <Redirect to={`/login${next}`} replace />
        </Route>
      </Switch>
    </Entrance>
  )
}

function Inside({ user }: { user: User }) {
  const { api } = useSession()
  const { notify } = useNotifications()
  const refused = useCallback(
    (op: Op, reason: string) => notify(op.kind === 'patch' && op.base === undefined ? `Taken back: ${reason}` : reason),
    [notify],
  )
  const workspace = useOpenWorkspace(user.id, api, refused)
  if (!workspace) {
    return null
  }
  return (
    <WorkspaceContext value={workspace}>
      <Header user={user} />
      <Switch>
        <Route path="/">
          <Dashboard />
        </Route>
        <Route path="/todos/:id">{({ id }) => <TodoDetail key={id} id={id} />}</Route>
        <Route path="/account">
          <Account />
        </Route>
        <Route path="/devices">
          <Devices />
        </Route>
        <Route path="/login">
          <Onward />
        </Route>
        <Route path="/signup">
          <Onward />
        </Route>
        <Route path="/forgot-password">
          <Onward />
        </Route>
        <Route>
          <Page title="Not found">
            <div className="empty">
              <h1>Nothing here</h1>
              <p>This page does not exist.</p>
              <Link href="/">To your to-dos</Link>
            </div>
          </Page>
        </Route>
      </Switch>
      <Waiting />
    </WorkspaceContext>
  )
}

/** To where one wanted to go before logging in; never to another site. */
function Onward() {
  const next = new URLSearchParams(useSearch()).get('next') ?? ''
  return <Redirect to={/^\/(?![/\\])/.test(next) ? next : '/'} replace />
}

function Header({ user }: { user: User }) {
  return (
    <header className="top">
      <div>
        <Link href="/" className="brand">
          <Brand />
        </Link>
        <Menu user={user} />
      </div>
    </header>
  )
}

function Menu({ user }: { user: User }) {
  const { auth } = useSession()
  const { outbox } = useWorkspace()
  const { notify } = useNotifications()
  const [path] = useLocation()
  const [open, setOpen] = useState(false)
  const [unsent, setUnsent] = useState(0)
  const menu = useRef<HTMLElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const name = user.displayName ?? user.email

  useEffect(() => setOpen(false), [path])
  useEffect(() => {
    if (!open) {
      return
    }
    const elsewhere = (event: Event) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) {
        setOpen(false)
      }
    }
    document.addEventListener('pointerdown', elsewhere)
    document.addEventListener('focusin', elsewhere)
    return () => {
      document.removeEventListener('pointerdown', elsewhere)
      document.removeEventListener('focusin', elsewhere)
    }
  }, [open])

  const leave = () => {
    setUnsent(0)
    auth.logOut().catch((error: unknown) => notify(`You are still logged in. ${inWords(error)}`))
  }
  const askToLeave = () => {
    setOpen(false)
    outbox.releaseAll()
    const waiting = outbox.waiting ? outbox.ops.length : outbox.ops.filter(op => op.stuck).length
    if (waiting > 0) {
      setUnsent(waiting)
    } else {
      leave()
    }
  }

  return (
    <nav
      ref={menu}
      className="menu"
      aria-label="Account"
      onKeyDown={event => {
        if (event.key === 'Escape' && open) {
          setOpen(false)
          button.current?.focus()
        }
      }}
    >
      <button
        ref={button}
        type="button"
        className="quiet who"
        aria-label={`Menu of ${name}`}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span className="name">{name}</span>
        <span className="initial" data-initial={[...name][0]?.toUpperCase()} />
      </button>
      <ul hidden={!open}>
        <li>
          <Link href="/">To-dos</Link>
        </li>
        <li>
          <Link href="/account">Account</Link>
        </li>
        <li>
          <Link href="/devices">Devices and activity</Link>
        </li>
        <li>
          <button type="button" onClick={askToLeave}>
            Log out
          </button>
        </li>
      </ul>
      {unsent > 0 && (
        <Confirm title="Log out now?" yes="Log out anyway" onYes={leave} onNo={() => setUnsent(0)}>
          <p>
            {unsent === 1 ? 'One change has' : `${unsent} changes have`} not been saved yet and would be lost: logging
            out leaves nothing of yours in this browser.
          </p>
        </Confirm>
      )}
    </nav>
  )
}

/** Says that not everything is saved, for as long as that is so. */
function Waiting() {
  const { outbox } = useWorkspace()
  const waiting = useSyncExternalStore(outbox.subscribe, () => (outbox.waiting ? outbox.ops.length : 0))
  return (
    <div className="waiting" role="status">
      {waiting > 0 && (
        <Notice kind="info">
          <span>
            {outbox.throttled ? 'These are many changes at once.' : outage()} {waiting === 1 ? 'One change is' : `${waiting} changes are`} kept here and will be saved.
          </span>
          <button type="button" className="text-button" onClick={outbox.retry}>
            Try now
          </button>
        </Notice>
      )}
    </div>
  )
}

function outage(): string {
  return navigator.onLine ? 'The server does not answer.' : 'You are offline.'
}

function Brand() {
  return (
    <>
      <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" />
        <path d="M7 16.5l4 4 7-9M16 19.5l1.5 1.5 7.5-9.5" />
      </svg>
      Tandem
    </>
  )
}
