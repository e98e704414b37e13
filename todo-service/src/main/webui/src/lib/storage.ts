const ROOT = 'tandem:'

/**
 * What this browser keeps of one person: what they typed and what is not sent yet. Nothing is read back as true without
 * a look, and a browser that keeps nothing (private windows, a full disk) costs only what a reload would lose.
 */
export class PersonalStorage {
  private readonly storage: Storage
  private readonly prefix: string

  constructor(storage: Storage, user: string) {
    this.storage = storage
    this.prefix = `${ROOT}${user}:`
  }

  get(name: string): string | null {
    try {
      return this.storage.getItem(this.prefix + name)
    } catch {
      return null
    }
  }

  set(name: string, value: string): boolean {
    try {
      this.storage.setItem(this.prefix + name, value)
      return true
    } catch {
      return false
    }
  }

  remove(name: string): void {
    try {
      this.storage.removeItem(this.prefix + name)
    } catch {
      // Not kept, so gone.
    }
  }

  names(prefix: string): string[] {
    return keysOf(this.storage)
      .filter(key => key.startsWith(this.prefix + prefix))
      .map(key => key.slice(this.prefix.length))
  }

  owns(key: string | null): boolean {
    return key === null || key.startsWith(this.prefix)
  }
}

/** Leaves nothing of anybody but `user`; without one, nothing of anybody. */
export function forgetOthers(storage: Storage, user?: string): void {
  for (const key of keysOf(storage)) {
    if (key.startsWith(ROOT) && (user === undefined || !key.startsWith(`${ROOT}${user}:`))) {
      storage.removeItem(key)
    }
  }
}

/** What is kept of `user`, by its full name. */
export function entriesOf(storage: Storage, user: string): Map<string, string> {
  const own = keysOf(storage).filter(key => key.startsWith(`${ROOT}${user}:`))
  return new Map(own.map(key => [key, storage.getItem(key) ?? '']))
}

/** Puts `entries` back where nothing has taken their place. */
export function restore(storage: Storage, entries: Map<string, string>): void {
  try {
    entries.forEach((value, key) => storage.getItem(key) ?? storage.setItem(key, value))
  } catch {
    // A browser that keeps nothing loses what a reload would lose.
  }
}

function keysOf(storage: Storage): string[] {
  try {
    return Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter(key => key !== null)
  } catch {
    return []
  }
}
