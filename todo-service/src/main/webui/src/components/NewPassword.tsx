import { useState } from 'react'
import { loadEstimator, type Strength, strengthOf } from '../lib/password'
import { PasswordField } from './ui'

/** A password being chosen, judged as it is typed by the rules that auth-service has the last word on. */
export function NewPassword({
  label = 'Password',
  value,
  onChange,
  known,
  error,
}: {
  label?: string
  value: string
  onChange(value: string): void
  known: string[]
  error?: string | undefined
}) {
  const [estimate, setEstimate] = useState<Awaited<ReturnType<typeof loadEstimator>>>()
  const load = () => {
    // Without it the length is still told, and the server says the rest.
    loadEstimator().then(
      loaded => setEstimate(() => loaded),
      () => undefined,
    )
  }
  const strength = strengthOf(value, known, estimate)
  return (
    <PasswordField
      label={label}
      autoComplete="new-password"
      value={value}
      onChange={onChange}
      onFocus={load}
      error={error}
      hint={<StrengthHint strength={strength} empty={value === ''} />}
    />
  )
}

function StrengthHint({ strength, empty }: { strength: Strength; empty: boolean }) {
  const level = empty ? 0 : strength.score === undefined ? 2 : Math.max(1, strength.score)
  return (
    <div className="strength" data-good={strength.good && !empty}>
      <div className="bars" data-level={level} aria-hidden="true">
        <i />
        <i />
        <i />
        <i />
      </div>
      <span aria-live="polite">{strength.hint}</span>
    </div>
  )
}
