import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { NewPassword } from '../components/NewPassword'
import { useNotifications } from '../components/Notifications'
import { Field, Notice, Page, PasswordField, Submit, useSubmit } from '../components/ui'
import { moment } from '../lib/dates'
import { saveAs } from '../lib/download'
import { knownToOthers } from '../lib/password'
import { inWords } from '../lib/problem'
import { useSession, useUser } from '../lib/session'
import type { TotpSecret } from '../lib/wire'

const QrCode = lazy(() => import('../components/QrCode'))

export function Account() {
  return (
    <Page title="Account">
      <h1>Account</h1>
      <Name />
      <Email />
      <Password />
      <TwoFactor />
      <Export />
      <Deletion />
    </Page>
  )
}

function useTotp() {
  const { api } = useSession()
  return useQuery({ queryKey: ['totp'], queryFn: () => api.totp() })
}

/** What is asked for besides the password if logging in takes a code. */
function CodeField({
  value,
  onChange,
  error,
}: {
  value: string
  onChange(value: string): void
  error?: string | undefined
}) {
  const totp = useTotp()
  return totp.data?.enabled ? (
    <Field
      label="Code"
      hint="From your authenticator app, or a recovery code"
      autoComplete="one-time-code"
      value={value}
      onChange={onChange}
      error={error}
      required
    />
  ) : null
}

function Name() {
  const { auth, api } = useSession()
  const { notify } = useNotifications()
  const user = useUser()
  const [name, setName] = useState(user.displayName ?? '')
  const form = useSubmit(async () => {
    auth.know(await api.rename(name.trim() === '' ? null : name.trim()))
    notify('Name saved.')
  })
  return (
    <section className="card" aria-labelledby="name">
      <h2 id="name">Name</h2>
      <form onSubmit={form.submit}>
        <Field
          label="What to call you"
          autoComplete="name"
          value={name}
          onChange={setName}
          error={form.fault('displayName')}
        />
        {form.message}
        <div className="buttons">
          <Submit busy={form.busy} kind="">
            Save name
          </Submit>
        </div>
      </form>
    </section>
  )
}

function Email() {
  const { api } = useSession()
  const { notify } = useNotifications()
  const user = useUser()
  const [open, setOpen] = useState(false)
  const [newEmail, setNewEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [sentTo, setSentTo] = useState('')
  const form = useSubmit(async () => {
    await api.changeEmail(newEmail.trim(), password, code)
    setSentTo(newEmail.trim())
    setNewEmail('')
    setPassword('')
    setCode('')
    setOpen(false)
  })
  const resend = useSubmit(async () => {
    await api.resendVerification()
    notify('A message is on its way.')
  })
  return (
    <section className="card" aria-labelledby="email">
      <h2 id="email">E-mail address</h2>
      <p>
        {user.email}{' '}
        {user.emailVerified ? (
          <span className="badge">Confirmed</span>
        ) : (
          <span className="badge not-yet">Not confirmed</span>
        )}
      </p>
      {resend.message}
      {sentTo && (
        <Notice kind="good">We have sent a link to {sentTo}. The change takes effect when you open it.</Notice>
      )}
      {open ? (
        <form onSubmit={form.submit}>
          <Field
            label="New e-mail address"
            type="email"
            autoComplete="email"
            value={newEmail}
            onChange={setNewEmail}
            error={form.fault('newEmail')}
            required
          />
          <PasswordField label="Your password" value={password} onChange={setPassword} error={form.fault('password')} />
          <CodeField value={code} onChange={setCode} error={form.fault('code')} />
          {form.message}
          <div className="buttons">
            <Submit busy={form.busy}>Change address</Submit>
            <button type="button" onClick={() => setOpen(false)}>
              Cancel
            </button>
          </div>
        </form>
      ) : (
        <div className="buttons">
          <button type="button" onClick={() => setOpen(true)}>
            Change the address
          </button>
          {!user.emailVerified && (
            <button type="button" aria-disabled={resend.busy} onClick={() => resend.submit()}>
              Send the confirmation again
            </button>
          )}
        </div>
      )}
    </section>
  )
}

function Password() {
  const { api } = useSession()
  const { notify } = useNotifications()
  const user = useUser()
  const [open, setOpen] = useState(false)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [code, setCode] = useState('')
  const form = useSubmit(async () => {
    await api.changePassword(current, next, code)
    setCurrent('')
    setNext('')
    setCode('')
    setOpen(false)
    notify('Password changed. All other devices have been logged out.')
  })
  return (
    <section className="card" aria-labelledby="password">
      <h2 id="password">Password</h2>
      {open ? (
        <form onSubmit={form.submit}>
          {/* For password managers, which have to know whose it is. */}
          <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
          <PasswordField
            label="Current password"
            value={current}
            onChange={setCurrent}
            error={form.fault('currentPassword')}
          />
          <NewPassword
            label="New password"
            value={next}
            onChange={setNext}
            known={knownToOthers(user.email, user.displayName ?? '')}
            error={form.fault('newPassword')}
          />
          <CodeField value={code} onChange={setCode} error={form.fault('code')} />
          {form.message}
          <div className="buttons">
            <Submit busy={form.busy}>Change password</Submit>
            <button type="button" onClick={() => setOpen(false)}>
              Cancel
            </button>
          </div>
        </form>
      ) : (
        <>
          <p className="soft">A new password logs all other devices out.</p>
          <div className="buttons">
            <button type="button" onClick={() => setOpen(true)}>
              Change the password
            </button>
          </div>
        </>
      )}
    </section>
  )
}

type TotpStep =
  | { at: 'rest' }
  | { at: 'password'; to: 'enable' | 'disable' | 'codes' }
  | { at: 'confirm'; secret: TotpSecret }
  | { at: 'codes'; codes: string[] }

function TwoFactor() {
  const { api } = useSession()
  const { notify } = useNotifications()
  const client = useQueryClient()
  const [step, setStep] = useState<TotpStep>({ at: 'rest' })
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const state = useTotp()
  const changed = () => client.invalidateQueries({ queryKey: ['totp'] })

  const byPassword = useSubmit(async () => {
    if (step.at !== 'password') {
      return
    }
    if (step.to === 'enable') {
      setStep({ at: 'confirm', secret: await api.setUpTotp(password) })
    } else if (step.to === 'codes') {
      setStep({ at: 'codes', codes: await api.renewRecoveryCodes(password, code) })
      void changed()
    } else {
      await api.removeTotp(password, code)
      setStep({ at: 'rest' })
      notify('Two-step log-in is off.')
      void changed()
    }
    setPassword('')
    setCode('')
  })
  const confirm = useSubmit(async () => {
    const codes = await api.confirmTotp(code.replaceAll(/\s/g, ''))
    setCode('')
    setStep({ at: 'codes', codes })
    void changed()
  })
  const begin = (to: 'enable' | 'disable' | 'codes') => {
    byPassword.reset()
    setStep({ at: 'password', to })
  }

  return (
    <section className="card" aria-labelledby="two-factor">
      <h2 id="two-factor">Two-step log-in</h2>
      {step.at === 'rest' && (
        <>
          {state.isError && !state.data ? (
            <p role="alert">{inWords(state.error)}</p>
          ) : state.data?.enabled ? (
            <>
              <p>
                On{state.data.enabledAt && <> since {moment(state.data.enabledAt)}</>}. {state.data.recoveryCodesLeft}{' '}
                recovery {state.data.recoveryCodesLeft === 1 ? 'code' : 'codes'} left.
              </p>
              <div className="buttons">
                <button type="button" onClick={() => begin('codes')}>
                  New recovery codes
                </button>
                <button type="button" className="danger-quiet" onClick={() => begin('disable')}>
                  Turn off
                </button>
              </div>
            </>
          ) : (
            <>
              <p className="soft">
                Ask for a code from an authenticator app too. A stolen password alone is then worth nothing.
              </p>
              <div className="buttons">
                <button type="button" aria-disabled={!state.data} onClick={() => state.data && begin('enable')}>
                  Turn on
                </button>
              </div>
            </>
          )}
        </>
      )}
      {step.at === 'password' && (
        <form onSubmit={byPassword.submit}>
          <PasswordField
            label="Your password"
            value={password}
            onChange={setPassword}
            error={byPassword.fault('password')}
            autoFocus
          />
          <CodeField value={code} onChange={setCode} error={byPassword.fault('code')} />
          {byPassword.message}
          <div className="buttons">
            <Submit busy={byPassword.busy} kind={step.to === 'disable' ? 'danger' : 'primary'}>
              {{ enable: 'Go on', disable: 'Turn off', codes: 'Make new codes' }[step.to]}
            </Submit>
            <button type="button" onClick={() => setStep({ at: 'rest' })}>
              Cancel
            </button>
          </div>
        </form>
      )}
      {step.at === 'confirm' && (
        <form onSubmit={confirm.submit}>
          <p>Scan this with your authenticator app, then enter the six digits that it shows.</p>
          <Suspense fallback={<div className="qr" />}>
            <QrCode text={step.secret.uri} />
          </Suspense>
          <p className="soft small">
            Can’t scan it? Enter this key: <code className="secret">{step.secret.secret}</code>
          </p>
          <Field
            label="Code"
            value={code}
            onChange={setCode}
            autoComplete="one-time-code"
            inputMode="numeric"
            autoFocus
            required
          />
          {confirm.message}
          <div className="buttons">
            <Submit busy={confirm.busy}>Turn on</Submit>
            <button type="button" onClick={() => setStep({ at: 'rest' })}>
              Cancel
            </button>
          </div>
        </form>
      )}
      {step.at === 'codes' && (
        <div>
          <Notice kind="good">
            Keep these recovery codes where you will find them without your phone. Each logs you in once. They are shown
            only now.
          </Notice>
          <ul className="codes" aria-label="Recovery codes">
            {step.codes.map(recovery => (
              <li key={recovery}>
                <code>{recovery}</code>
              </li>
            ))}
          </ul>
          <div className="buttons">
            <button
              type="button"
              onClick={() => saveAs(new Blob([`${step.codes.join('\n')}\n`]), 'tandem-recovery-codes.txt')}
            >
              Save as a file
            </button>
            <button type="button" className="primary" onClick={() => setStep({ at: 'rest' })}>
              I have kept them
            </button>
          </div>
        </div>
      )}
    </section>
  )
}

function Export() {
  const { api } = useSession()
  const todos = useSubmit(async () => saveAs(await api.exportTodos('json'), 'tandem-todos.json'))
  const csv = useSubmit(async () => saveAs(await api.exportTodos('csv'), 'tandem-todos.csv'))
  const account = useSubmit(async () => saveAs(await api.exportAccount(), 'tandem-account.json'))
  return (
    <section className="card" aria-labelledby="export">
      <h2 id="export">Your data</h2>
      <p className="soft">Everything that is kept about you, to take along.</p>
      <div className="buttons">
        <button type="button" onClick={() => todos.submit()}>
          To-dos (JSON)
        </button>
        <button type="button" onClick={() => csv.submit()}>
          To-dos (CSV)
        </button>
        <button type="button" onClick={() => account.submit()}>
          Account (JSON)
        </button>
      </div>
      {todos.message}
      {csv.message}
      {account.message}
    </section>
  )
}

function Deletion() {
  const { auth, api } = useSession()
  const [open, setOpen] = useState(false)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const form = useSubmit(async () => {
    await api.deleteAccount(password, code)
    auth.leave()
  })
  return (
    <section className="card" aria-labelledby="deletion">
      <h2 id="deletion">Delete the account</h2>
      <p className="soft">Your account and all your to-dos are deleted for good. There is no way back.</p>
      {open ? (
        <form onSubmit={form.submit}>
          <PasswordField label="Your password" value={password} onChange={setPassword} error={form.fault('password')} />
          <CodeField value={code} onChange={setCode} error={form.fault('code')} />
          {form.message}
          <div className="buttons">
            <Submit busy={form.busy} kind="danger">
              Delete everything
            </Submit>
            <button type="button" onClick={() => setOpen(false)}>
              Cancel
            </button>
          </div>
        </form>
      ) : (
        <div className="buttons">
          <button type="button" className="danger-quiet" onClick={() => setOpen(true)}>
            Delete my account
          </button>
        </div>
      )}
    </section>
  )
}
