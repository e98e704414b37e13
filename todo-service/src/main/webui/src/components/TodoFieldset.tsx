import { useId, useState } from 'react'
import type { Priority, TodoFields } from '../lib/wire'

export const PRIORITY_NAMES: Record<Priority, string> = { none: 'None', low: 'Low', medium: 'Medium', high: 'High' }

export type Details = Pick<TodoFields, 'description' | 'dueDate' | 'priority' | 'tags'>

/** Everything about a to-do but its title. */
export function TodoFieldset({
  value,
  onChange,
  knownTags = [],
  fault = () => undefined,
}: {
  value: Details
  onChange(change: Partial<Details>): void
  knownTags?: string[]
  fault?(field: string): string | undefined
}) {
  const id = useId()
  return (
    <div className="details">
      <div className="field">
        <label htmlFor={`${id}-due`}>Due</label>
        <input
          id={`${id}-due`}
          type="date"
          min="0001-01-01"
          max="9999-12-31"
          value={value.dueDate ?? ''}
          onChange={event => onChange({ dueDate: event.target.value || null })}
        />
        <Fault text={fault('dueDate')} />
      </div>
      <div className="field">
        <label htmlFor={`${id}-priority`}>Priority</label>
        <select
          id={`${id}-priority`}
          value={value.priority}
          onChange={event => onChange({ priority: event.target.value as Priority })}
        >
          {Object.entries(PRIORITY_NAMES).map(([priority, name]) => (
            <option key={priority} value={priority}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <TagsField tags={value.tags} onChange={tags => onChange({ tags })} known={knownTags} error={fault('tags')} />
      <div className="field wide">
        <label htmlFor={`${id}-notes`}>Notes</label>
        <textarea
          id={`${id}-notes`}
          rows={4}
          value={value.description}
          onChange={event => onChange({ description: event.target.value })}
        />
        <Fault text={fault('description')} />
      </div>
    </div>
  )
}

function TagsField({
  tags,
  onChange,
  known,
  error,
}: {
  tags: string[]
  onChange(tags: string[]): void
  known: string[]
  error: string | undefined
}) {
  const id = useId()
  const [typed, setTyped] = useState<string>()
  // What is typed is kept as typed ("home, "), as long as it still means the same tags.
  const text = typed !== undefined && tagsOf(typed).join() === tags.join() ? typed : tags.join(', ')
  const rest = known.filter(tag => !tags.includes(tag)).slice(0, 20)
  return (
    <div className="field">
      <label htmlFor={id}>Tags</label>
      <input
        id={id}
        value={text}
        list={`${id}-known`}
        placeholder="home, garden"
        autoComplete="off"
        autoCapitalize="none"
        aria-invalid={error ? true : undefined}
        onChange={event => {
          setTyped(event.target.value)
          onChange(tagsOf(event.target.value))
        }}
      />
      <datalist id={`${id}-known`}>
        {rest.map(tag => (
          <option key={tag} value={[...tags, tag].join(', ')} />
        ))}
      </datalist>
      <Fault text={error} />
    </div>
  )
}

export function tagsOf(text: string): string[] {
  const tags = text
    .split(',')
    .map(tag => tag.trim().normalize())
    .filter(tag => tag !== '')
  return [...new Set(tags)]
}

/** What the service would refuse, told before it is asked. */
export function faultsOf(fields: Partial<TodoFields>): Partial<Record<keyof TodoFields, string>> {
  const faults: Partial<Record<keyof TodoFields, string>> = {}
  if (fields.title !== undefined) {
    if (fields.title.trim() === '') faults.title = 'Give it a title.'
    else if ([...fields.title.trim()].length > 200) faults.title = 'At most 200 characters.'
  }
  if (fields.description !== undefined && [...fields.description].length > 4000) {
    faults.description = 'At most 4000 characters.'
  }
  if (fields.tags !== undefined) {
    if (fields.tags.length > 10) faults.tags = 'At most 10 tags.'
    else if (fields.tags.some(tag => [...tag].length > 50)) faults.tags = 'At most 50 characters each.'
  }
  return faults
}

function Fault({ text }: { text: string | undefined }) {
  return text ? (
    <p className="fault" role="alert">
      {text}
    </p>
  ) : null
}
