import { useEffect, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { NewPassword } from '../components/NewPassword'
import { Field, Notice, Page, PasswordField, Submit, useSubmit } from '../components/ui'
import { needsSecondFactor } from '../lib/api'
import { knownToOthers } from '../lib/password'
import { inWords, Problem } from '../lib/problem'
import { useSession } from '../lib/session'
import type { SecondFactorNeeded } from '../lib/wire'

export function LogIn({ ended }: { ended: boolean }) {
  const { auth, api } = useSession()
  const search = useSearch()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [second, setSecond] = useState<SecondFactorNeeded>()
  const [startOver, setStartOver] = useState('')
  const form = useSubmit(() =>
    auth.enter(async () => {
      setStartOver('')
      const answer = await api.logIn(email.trim(), password)
      if (needsSecondFactor(answer)) {
        setSecond(answer)
        return undefined
      }
      return answer
    }),
  )

  if (second) {
    return (
      <SecondStep
        token={second.second_factor_token}
        onStartOver={why => {
          setSecond(undefined)
          setStartOver(why)
          setPassword('')
        }}
      />
    )
  }
  return (
    <Page title="Log in" narrow>
      <h1>Log in</h1>
      {ended && form.error === undefined && (
        <Notice kind="info">
          Your session has ended. Log in again in this tab to go on with what you had not saved.
        </Notice>
      )}
      {startOver && <Notice kind="error">{startOver}</Notice>}
      <form onSubmit={form.submit}>
        <Field
          label="E-mail address"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={form.fault('email')}
          required
        />
        <PasswordField value={password} onChange={setPassword} error={form.fault('password')} />
        {form.message}
        {form.error instanceof Problem && form.error.code === 'email_not_verified' && <Resend email={email} />}
        <Submit busy={form.busy}>Log in</Submit>
      </form>
      <p className="aside">
        <Link href="/forgot-password">Forgot your password?</Link>
      </p>
      <p className="aside">
        New here? <Link href={search ? `/signup?${search}` : '/signup'}>Sign up</Link>
      </p>
    </Page>
  )
}

function SecondStep({ token, onStartOver }: { token: string; onStartOver(why: string): void }) {
  const { auth, api } = useSession()
  const [code, setCode] = useState('')
  const [recovery, setRecovery] = useState(false)
  const form = useSubmit(() =>
    auth.enter(async () => {
      try {
        return await api.secondFactor(token, recovery ? code.trim() : code.replaceAll(/\s/g, ''))
      } catch (error) {
        if (error instanceof Problem && error.code === 'invalid_second_factor_token') {
          onStartOver(inWords(error))
          return undefined
        }
        throw error
      }
    }),
  )
  return (
    <Page title="Second step" narrow>
      <h1>Second step</h1>
      <p className="soft">
        {recovery
          ? 'Enter one of the recovery codes that you kept. Each works once.'
          : 'Enter the six digits that your authenticator app shows.'}
      </p>
      <form onSubmit={form.submit}>
        <Field
          key={String(recovery)}
          label={recovery ? 'Recovery code' : 'Code'}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          inputMode={recovery ? 'text' : 'numeric'}
          autoFocus
          required
        />
        {form.message}
        <Submit busy={form.busy}>Log in</Submit>
      </form>
      <p className="aside">
        <button
          type="button"
          className="text-button"
          onClick={() => {
            setRecovery(!recovery)
            setCode('')
            form.reset()
          }}
        >
          {recovery ? 'Use the authenticator app' : 'Use a recovery code'}
        </button>
      </p>
      <p className="aside">
        <button type="button" className="text-button" onClick={() => onStartOver('')}>
          Start over
        </button>
      </p>
    </Page>
  )
}

export function SignUp() {
  const { auth, api } = useSession()
  const search = useSearch()
  const [displayName, setDisplayName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [checkMail, setCheckMail] = useState(false)
  const form = useSubmit(() =>
    auth.enter(async () => {
      const name = displayName.trim()
      const answer = await api.signUp({ email: email.trim(), password, ...(name ? { displayName: name } : {}) })
      if (answer === 'check mail') {
        setCheckMail(true)
        return undefined
      }
      return answer
    }),
  )

  if (checkMail) {
    return (
      <Page title="Check your mail" narrow>
        <h1>Check your mail</h1>
        <p>
          We have sent a message to <strong>{email.trim()}</strong>. Open the link in it to confirm that the address is
          yours, then log in.
        </p>
        <p className="soft">Nothing there? Look among the spam too; it can take a minute.</p>
        <p className="aside">
          <Link href="/login">Log in</Link>
        </p>
      </Page>
    )
  }
  return (
    <Page title="Sign up" narrow>
      <h1>Sign up</h1>
      <form onSubmit={form.submit}>
        <Field
          label="E-mail address"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={form.fault('email')}
          required
        />
        <Field
          label="Name (optional)"
          autoComplete="name"
          value={displayName}
          onChange={setDisplayName}
          error={form.fault('displayName')}
        />
        <NewPassword
          value={password}
          onChange={setPassword}
          known={knownToOthers(email.trim(), displayName.trim())}
          error={form.fault('password')}
        />
        {form.message}
        <Submit busy={form.busy}>Sign up</Submit>
      </form>
      <p className="aside">
        Been here before? <Link href={search ? `/login?${search}` : '/login'}>Log in</Link>
      </p>
    </Page>
  )
}

export function ForgotPassword() {
  const { api } = useSession()
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  const form = useSubmit(async () => {
    await api.forgotPassword(email.trim())
    setSent(true)
  })
  return (
    <Page title="Forgot password" narrow>
      <h1>{sent ? 'Check your mail' : 'Forgot your password?'}</h1>
      {sent ? (
        <p role="status">
          If there is an account with <strong>{email.trim()}</strong>, a link to choose a new password is on its way. It
          works once, and for ten minutes.
        </p>
      ) : (
        <>
          <p className="soft">We will send you a link to choose a new one.</p>
          <form onSubmit={form.submit}>
            <Field
              label="E-mail address"
              type="email"
              autoComplete="username"
              value={email}
              onChange={setEmail}
              error={form.fault('email')}
              required
            />
            {form.message}
            <Submit busy={form.busy}>Send the link</Submit>
          </form>
        </>
      )}
      <p className="aside">
        <Link href="/login">Back to log in</Link>
      </p>
    </Page>
  )
}

/** Takes the token out of the address at once, so that it stays in no history and no bookmark. */
function useTokenOfLink(): string {
  const [token] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get('token') ?? '')
  useEffect(() => {
    if (window.location.hash !== '') {
      window.history.replaceState(window.history.state, '', window.location.pathname)
    }
  }, [])
  return token
}

export function ResetPassword() {
  const { api } = useSession()
  const token = useTokenOfLink()
  const [password, setPassword] = useState('')
  const [done, setDone] = useState(false)
  const form = useSubmit(async () => {
    await api.resetPassword(token, password)
    setDone(true)
  })
  const used = token === '' || (form.error instanceof Problem && form.error.code === 'invalid_token')
  return (
    <Page title="New password" narrow>
      <h1>{done ? 'Password changed' : 'Choose a new password'}</h1>
      {done ? (
        <>
          <Notice kind="good">Every device has been logged out. Log in with the new password.</Notice>
          <p className="aside">
            <Link href="/login">Log in</Link>
          </p>
        </>
      ) : used ? (
        <>
          <Notice kind="error">This link has been used or has expired.</Notice>
          <p className="aside">
            <Link href="/forgot-password">Ask for another</Link>
          </p>
        </>
      ) : (
        <form onSubmit={form.submit}>
          <NewPassword
            label="New password"
            value={password}
            onChange={setPassword}
            known={[]}
            error={form.fault('newPassword')}
          />
          {form.message}
          <Submit busy={form.busy}>Change password</Submit>
        </form>
      )}
    </Page>
  )
}

export function VerifyEmail() {
  const { auth, api } = useSession()
  const [, navigate] = useLocation()
  const token = useTokenOfLink()
  const [done, setDone] = useState(false)
  // By hand: programs that look at links in mails would use the token up.
  const form = useSubmit(async () => {
    await api.verifyEmail(token)
    setDone(true)
    if (auth.state.is === 'in') {
      auth.know(await api.me())
    }
  })
  const used = token === '' || (form.error instanceof Problem && form.error.code === 'invalid_token')
  return (
    <Page title="Confirm your address" narrow>
      <h1>{done ? 'Address confirmed' : 'Confirm your address'}</h1>
      {done ? (
        <>
          <Notice kind="good">Thank you. Your e-mail address is confirmed.</Notice>
          <button type="button" className="primary" onClick={() => navigate('/')}>
            Go on
          </button>
        </>
      ) : used ? (
        <>
          <Notice kind="error">This link has been used or has expired.</Notice>
          <p className="aside">
            Log in to have another sent, or <Link href="/forgot-password">choose a new password</Link>, which confirms
            the address too. <Link href="/">Go on</Link>
          </p>
        </>
      ) : (
        <form onSubmit={form.submit}>
          <p className="soft">One click, and we know that our mail reaches you.</p>
          {form.message}
          <Submit busy={form.busy}>Confirm</Submit>
        </form>
      )}
    </Page>
  )
}

function Resend({ email }: { email: string }) {
  const { api } = useSession()
  const [sent, setSent] = useState(false)
  const form = useSubmit(async () => {
    await api.resendVerificationTo(email.trim())
    setSent(true)
  })
  return sent ? (
    <Notice kind="good">If the address still has to be confirmed, another link is on its way.</Notice>
  ) : (
    <div>
      {form.message}
      <button type="button" className="text-button" onClick={() => form.submit()}>
        Send the link again
      </button>
    </div>
  )
}
