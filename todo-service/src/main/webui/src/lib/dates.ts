/** Today where the person is, as the services write days. */
export function today(now = new Date()): string {
  return [now.getFullYear(), pad(now.getMonth() + 1), pad(now.getDate())].join('-')
}

export interface Due {
  text: string
  state: 'overdue' | 'today' | 'later'
}

/** A day in words near today, and as a date farther off. */
export function due(date: string, now = new Date()): Due {
  const days = daysBetween(today(now), date)
  const state = days < 0 ? 'overdue' : days === 0 ? 'today' : 'later'
  const near: Record<number, string> = { [-1]: 'Yesterday', 0: 'Today', 1: 'Tomorrow' }
  return { text: near[days] ?? day(date, now), state }
}

export function moment(iso: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))
}

function day(date: string, now: Date): string {
  const local = atNoon(date)
  return new Intl.DateTimeFormat(undefined, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(local.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  }).format(local)
}

function daysBetween(one: string, other: string): number {
  return Math.round((Date.parse(other) - Date.parse(one)) / 86_400_000)
}

/** A day has no time zone; noon of it is the same day in all of them that matter here. */
function atNoon(date: string): Date {
  const [year, month, dayOfMonth] = date.split('-').map(Number)
  const local = new Date(year!, month! - 1, dayOfMonth!, 12)
  local.setFullYear(year!)
  return local
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
