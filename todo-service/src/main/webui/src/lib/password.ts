export const MINIMUM_LENGTH = 12
export const MAXIMUM_LENGTH = 128
const MINIMUM_SCORE = 3
const MAXIMUM_SCORE = 4
const PART_LENGTH = 32
/** PASSWORD_CONTEXT_WORDS of auth-service, as they are unless set; where they are set, the server says the rest. */
const CONTEXT_WORDS = ['tandem', 'todo']

export interface Strength {
  /** 0 to 4; undefined while the estimator is not there. */
  score: number | undefined
  good: boolean
  hint: string
}

type Estimate = (password: string, known: string[]) => { score: number; feedback: { warning?: string } }

let loading: Promise<Estimate> | undefined

/** The estimator that auth-service judges by, with its word lists: loaded once somebody is about to choose a password. */
export function loadEstimator(): Promise<Estimate> {
  loading ??= import('zxcvbn').then(
    module => module.default as Estimate,
    (error: unknown) => {
      loading = undefined
      throw error
    },
  )
  return loading
}

/** What auth-service will say, by its own rules: length in characters after NFC, then how soon it would be guessed. */
export function strengthOf(password: string, known: string[], estimate?: Estimate): Strength {
  const normalized = password.normalize('NFC')
  const length = [...normalized].length
  if (length < MINIMUM_LENGTH) {
    const missing = MINIMUM_LENGTH - length
    const hint = length === 0 ? `At least ${MINIMUM_LENGTH} characters.` : `${missing} more ${plural(missing)}.`
    return { score: 0, good: false, hint }
  }
  if (length > MAXIMUM_LENGTH) {
    return { score: 0, good: false, hint: `At most ${MAXIMUM_LENGTH} characters.` }
  }
  if (!estimate) {
    return { score: undefined, good: true, hint: 'Long enough.' }
  }
  const { score, feedback } = estimateParts(normalized, [...known, ...CONTEXT_WORDS], estimate)
  if (score >= MINIMUM_SCORE) {
    return { score, good: true, hint: score === 4 ? 'Strong.' : 'Good.' }
  }
  const warning = (feedback.warning ?? '').replace(/\.+$/, '') || 'This is easy to guess'
  return { score, good: false, hint: `${warning}. Add a few uncommon words, or let a password manager choose.` }
}

/** What is strong in one part is strong as a whole; a later part has to be beyond doubt, as it may begin in mid-word. */
function estimateParts(password: string, known: string[], estimate: Estimate): ReturnType<Estimate> {
  const first = estimate(password.slice(0, PART_LENGTH), known)
  for (let start = PART_LENGTH; first.score < MINIMUM_SCORE && start < password.length; start += PART_LENGTH) {
    const later = estimate(password.slice(start, start + PART_LENGTH), known)
    if (later.score === MAXIMUM_SCORE) {
      return later
    }
  }
  return first
}

/** What somebody who guesses would try first; the same as auth-service takes. */
export function knownToOthers(email: string, displayName: string): string[] {
  return [email, email.split('@')[0] ?? '', displayName].filter(text => text !== '')
}

function plural(count: number): string {
  return count === 1 ? 'character' : 'characters'
}
