import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Icon } from './ui'

interface ToastOptions {
  action?: { label: string; run(): void }
  /** Told when it went away without its action. */
  gone?(): void
}

interface Toast extends ToastOptions {
  id: number
  text: string
}

interface Notifications {
  /** Shown for a while, and read out. */
  notify(text: string, options?: ToastOptions): void
  /** Only read out. */
  announce(text: string): void
}

const NotificationsContext = createContext<Notifications | undefined>(undefined)
const SHOWN_FOR = 7_000
const AT_ONCE = 3

export function useNotifications(): Notifications {
  const notifications = use(NotificationsContext)
  if (!notifications) {
    throw new Error('Nowhere to notify')
  }
  return notifications
}

export function NotificationsProvider({ children }: { children: ReactNode }) {
  const current = useRef<Toast[]>([])
  const [toasts, setToasts] = useState<Toast[]>([])
  const [announcement, setAnnouncement] = useState('')
  const last = useRef(0)

  const show = useCallback((next: Toast[]) => {
    current.current = next
    setToasts(next)
  }, [])
  const notify = useCallback<Notifications['notify']>(
    (text, options = {}) => {
      const next = [...current.current, { id: ++last.current, text, ...options }]
      next.slice(0, -AT_ONCE).forEach(toast => toast.gone?.())
      show(next.slice(-AT_ONCE))
    },
    [show],
  )
  const away = useCallback(
    (toast: Toast, acted: boolean) => {
      if (current.current.includes(toast)) {
        show(current.current.filter(other => other !== toast))
        if (acted) {
          toast.action?.run()
        } else {
          toast.gone?.()
        }
      }
    },
    [show],
  )
  const value = useMemo(() => ({ notify, announce: setAnnouncement }), [notify])

  return (
    <NotificationsContext value={value}>
      {children}
      <div className="visually-hidden" role="log" aria-live="assertive" aria-atomic="true">
        {announcement}
      </div>
      <div className="toasts" role="status" aria-label="Notifications">
        {toasts.map(toast => (
          <ToastView key={toast.id} toast={toast} onAway={away} />
        ))}
      </div>
    </NotificationsContext>
  )
}

function ToastView({ toast, onAway }: { toast: Toast; onAway(toast: Toast, acted: boolean): void }) {
  const [paused, setPaused] = useState(false)
  useEffect(() => {
    if (paused) {
      return
    }
    const timer = setTimeout(() => onAway(toast, false), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [paused, toast, onAway])

  return (
    <div
      className="toast"
      onMouseEnter={() => setPaused(true)}
      onMouseLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
    >
      <span>{toast.text}</span>
      {toast.action && (
        <button type="button" className="text-button" onClick={() => onAway(toast, true)}>
          {toast.action.label}
        </button>
      )}
      <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => onAway(toast, false)}>
        <Icon shape="close" />
      </button>
    </div>
  )
}
