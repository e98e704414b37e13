import { moment } from '../lib/dates'
import type { Op } from '../lib/outbox'
import type { TodoPatch } from '../lib/wire'
import { useWorkspace } from '../lib/workspace'
import { PRIORITY_NAMES } from './TodoFieldset'

const NAMES: Record<keyof TodoPatch, string> = {
  title: 'Title',
  description: 'Notes',
  completed: 'Done',
  priority: 'Priority',
  dueDate: 'Due',
  order: 'Place',
  tags: 'Tags',
}

/** What could not be saved, why, and the ways out. */
export function Stuck({ op }: { op: Op }) {
  const { outbox } = useWorkspace()
  if (op.stuck?.why === 'refused') {
    return (
      <div className="stuck" role="alert">
        <p>
          <strong>Not saved.</strong> {op.stuck.reason} Edit it, or
        </p>
        <div className="buttons">
          <button type="button" onClick={() => outbox.discard(op.id)}>
            Discard
          </button>
        </div>
      </div>
    )
  }
  if (op.stuck?.why !== 'conflict' || op.kind !== 'patch') {
    return null
  }
  const { theirs } = op.stuck
  if (!theirs) {
    return (
      <div className="stuck" role="alert">
        <p>
          <strong>Deleted elsewhere</strong> while you were changing it.
        </p>
        <div className="buttons">
          <button type="button" className="primary" onClick={() => outbox.insist(op.id)}>
            Keep mine as a new to-do
          </button>
          <button type="button" onClick={() => outbox.discard(op.id)}>
            Let it go
          </button>
        </div>
      </div>
    )
  }
  const differing = (Object.keys(op.patch) as (keyof TodoPatch)[]).filter(
    key => text(key, op.patch[key]) !== text(key, theirs[key]),
  )
  return (
    <div className="stuck" role="alert">
      <p>
        <strong>Changed elsewhere</strong> on {moment(theirs.updatedAt)}, while you were changing it here.
      </p>
      <div className="versions">
        <Version title="Yours" values={differing.map(key => [NAMES[key], text(key, op.patch[key])])} />
        <Version title="The other one" values={differing.map(key => [NAMES[key], text(key, theirs[key])])} />
      </div>
      <div className="buttons">
        <button type="button" className="primary" onClick={() => outbox.insist(op.id)}>
          Keep mine
        </button>
        <button type="button" onClick={() => outbox.discard(op.id)}>
          Take the other one
        </button>
      </div>
    </div>
  )
}

function Version({ title, values }: { title: string; values: [string, string][] }) {
  return (
    <div className="version">
      <h2>{title}</h2>
      <dl>
        {values.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value === '' ? <em>nothing</em> : value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function text(key: keyof TodoPatch, value: unknown): string {
  if (value === null || value === undefined) {
    return ''
  }
  if (key === 'priority') {
    return PRIORITY_NAMES[value as keyof typeof PRIORITY_NAMES]
  }
  return Array.isArray(value) ? value.join(', ') : String(value)
}
