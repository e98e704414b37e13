import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { faultOf, inWords } from '../lib/problem'

/** What a form does when it is sent, and what came of it. */
export function useSubmit(action: () => Promise<void>): {
  busy: boolean
  error: unknown
  fault(field: string): string | undefined
  /** What no field says. */
  message: ReactNode
  submit(event?: FormEvent): void
  reset(): void
} {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const shownFields = new Set<string>()
  const run = async () => {
    setBusy(true)
    setError(undefined)
    try {
      await action()
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }
  return {
    busy,
    error,
    fault(field) {
      shownFields.add(field)
      return faultOf(error, field)
    },
    get message() {
      const inFields = [...shownFields].some(field => faultOf(error, field) !== undefined)
      return error === undefined || inFields ? null : <Notice kind="error">{inWords(error)}</Notice>
    },
    submit(event) {
      event?.preventDefault()
      if (!busy) {
        void run()
      }
    },
    reset: () => setError(undefined),
  }
}

export function Notice({ kind, children }: { kind: 'error' | 'good' | 'info'; children: ReactNode }) {
  return (
    <div className={`notice ${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}

interface FieldProps {
  label: string
  value: string
  onChange(value: string): void
  type?: string
  hint?: ReactNode
  error?: string | undefined
  autoComplete?: string
  autoFocus?: boolean
  required?: boolean
  inputMode?: 'numeric' | 'email' | 'text'
  placeholder?: string
  onFocus?(): void
  children?: ReactNode
}

export function Field({ label, value, onChange, type = 'text', hint, error, children, ...rest }: FieldProps) {
  const id = useId()
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="control">
        <input
          id={id}
          type={type}
          value={value}
          onChange={event => onChange(event.target.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          autoCapitalize={type === 'text' ? undefined : 'none'}
          spellCheck={type === 'text' ? undefined : false}
          {...rest}
        />
        {children}
      </div>
      {error && (
        <p className="fault" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {hint && (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  )
}

export function PasswordField({
  label = 'Password',
  autoComplete = 'current-password',
  ...rest
}: Omit<FieldProps, 'label' | 'type'> & { label?: string }) {
  const [visible, setVisible] = useState(false)
  return (
    <Field label={label} type={visible ? 'text' : 'password'} autoComplete={autoComplete} required {...rest}>
      <button
        type="button"
        className="quiet in-field"
        aria-pressed={visible}
        aria-label={`Show ${label.toLowerCase()}`}
        onClick={() => setVisible(!visible)}
      >
        {visible ? 'Hide' : 'Show'}
      </button>
    </Field>
  )
}

export function Submit({ busy, children, kind = 'primary' }: { busy: boolean; children: ReactNode; kind?: string }) {
  return (
    <button type="submit" className={kind} aria-disabled={busy} data-busy={busy}>
      {children}
    </button>
  )
}

/** A question before something that can't be undone. */
export function Confirm({
  title,
  children,
  yes,
  onYes,
  onNo,
}: {
  title: string
  children: ReactNode
  yes: string
  onYes(): void
  onNo(): void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onNo}>
      <h2 id={id}>{title}</h2>
      {children}
      <div className="buttons">
        <button type="button" className="danger" onClick={onYes}>
          {yes}
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
      </div>
    </dialog>
  )
}

/** The part of the page that changes: named in the tab, and where focus goes when one gets there. */
export function Page({ title, narrow, children }: { title: string; narrow?: boolean; children: ReactNode }) {
  const main = useRef<HTMLElement>(null)
  useEffect(() => {
    document.title = `${title} · Tandem`
    if (main.current && !main.current.contains(document.activeElement)) {
      main.current.focus({ preventScroll: true })
    }
    window.scrollTo(0, 0)
  }, [title])
  return (
    <main id="main" ref={main} tabIndex={-1} className={narrow ? 'narrow' : undefined}>
      {children}
    </main>
  )
}

const SHAPES = {
  handle: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  check: 'M5 12.5l4.5 4.5L19 7',
  trash: 'M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12M10.5 10.5v5.5M13.5 10.5v5.5',
  more: 'M9 6l6 6-6 6',
  back: 'M15 6l-6 6 6 6',
  close: 'M6 6l12 12M18 6L6 18',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  calendar: 'M5 7h14v12H5zM5 11h14M9 4v4M15 4v4',
  flag: 'M6 20V5h11l-2.5 4L17 13H6',
  notes: 'M6 7h12M6 12h12M6 17h7',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20',
  plus: 'M12 5v14M5 12h14',
}

export function Icon({ shape }: { shape: keyof typeof SHAPES }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={SHAPES[shape]} />
    </svg>
  )
}
