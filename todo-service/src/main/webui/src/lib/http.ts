import { Problem, Unreachable } from './problem'

const PATIENCE = 20_000

/** Sends a request; anything but success is thrown, as a {@link Problem} or as {@link Unreachable}. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  const timeout = AbortSignal.timeout(PATIENCE)
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout
  let response: Response
  try {
    response = await fetch(url, { cache: 'no-store', redirect: 'error', ...init, signal })
  } catch (cause) {
    if (init.signal?.aborted) {
      throw cause
    }
    throw new Unreachable(cause)
  }
  if (!response.ok && response.status !== 304) {
    throw await Problem.of(response)
  }
  return response
}

/** A connection may break while the body comes. */
export async function jsonOf<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T
  } catch (cause) {
    throw new Unreachable(cause)
  }
}

export function json(body: unknown): RequestInit {
  return { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}
