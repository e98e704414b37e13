/** What has a place in the list: a number with room around it, or null for the end, in the order of their ids. */
export interface Placed {
  id: string
  order: number | null
}

export interface Move {
  id: string
  order: number
}

export const GAP = 1024

/** Before everything that has a place already. */
export function first(orders: (number | null)[]): number {
  const least = orders.reduce<number | null>(
    (found, order) => (order !== null && (found === null || order < found) ? order : found),
    null,
  )
  return least === null ? 0 : least - GAP
}

/**
 * What has to be written for the one at `from` to stand at `to`: mostly its own place alone, between its neighbours.
 * Where they leave no room, or have no number, those before it are spread too, as few as will do.
 *
 * @param more whether the list goes on after what is known of it
 */
export function moves(list: readonly Placed[], from: number, to: number, more = false): Move[] {
  const moved = list[from]
  if (moved === undefined || from === to) {
    return []
  }
  const after = list.toSpliced(from, 1).toSpliced(to, 0, moved)
  const above = after[to + 1]?.order ?? null
  // Past the end of what is known, the next one may follow closely.
  const previous = after[to - 1]?.order ?? null
  const ceiling = above ?? (more && after[to + 1] === undefined && previous !== null ? previous + 2 : null)

  for (let start = to; start >= 0; start--) {
    const floor = start === 0 ? null : after[start - 1]!.order
    if (start > 0 && floor === null) {
      continue // has no number, and needs one before anything can follow it
    }
    const orders = spread(to - start + 1, floor, ceiling)
    if (orders) {
      return after
        .slice(start, to + 1)
        .map(({ id }, index) => ({ id, order: orders[index]! }))
        .filter(({ id, order }) => list.find(placed => placed.id === id)!.order !== order)
    }
  }
  return []
}

/** As many places between the two, evenly, or nothing where there is no room. */
function spread(count: number, floor: number | null, ceiling: number | null): number[] | undefined {
  if (floor === null && ceiling === null) {
    return Array.from({ length: count }, (_, index) => index * GAP)
  }
  if (floor === null) {
    return Array.from({ length: count }, (_, index) => ceiling! - (count - index) * GAP)
  }
  if (ceiling === null) {
    return Array.from({ length: count }, (_, index) => floor + (index + 1) * GAP)
  }
  if (ceiling - floor <= count) {
    return undefined
  }
  const step = (ceiling - floor) / (count + 1)
  return Array.from({ length: count }, (_, index) => floor + Math.floor(step * (index + 1)))
}

/** As todo-service sorts by `order`: those without a place last, equal ones by id. */
export function byOrder(one: Placed, other: Placed): number {
  if (one.order !== other.order) {
    return one.order === null ? 1 : other.order === null ? -1 : one.order - other.order
  }
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0
}
