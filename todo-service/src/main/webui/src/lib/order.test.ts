import { describe, expect, it } from 'vitest'
import { byOrder, first, GAP, moves, type Placed } from './order'

const list = (...orders: (number | null)[]): Placed[] => orders.map((order, index) => ({ id: `${index}`, order }))

function after(before: Placed[], from: number, to: number, more = false): string[] {
  const changed = new Map(moves(before, from, to, more).map(({ id, order }) => [id, order]))
  return before
    .map(({ id, order }) => ({ id, order: changed.get(id) ?? order }))
    .sort(byOrder)
    .map(({ id }) => id)
}

describe('a place in the list', () => {
  it('is between the neighbours, written for the one that moves alone', () => {
    expect(moves(list(0, 1024, 2048), 2, 1)).toEqual([{ id: '2', order: 512 }])
    expect(moves(list(0, 1024, 2048), 0, 1)).toEqual([{ id: '0', order: 1536 }])
  })

  it('is before the first and after the last', () => {
    expect(moves(list(0, 1024), 1, 0)).toEqual([{ id: '1', order: -GAP }])
    expect(moves(list(0, 1024), 0, 1)).toEqual([{ id: '0', order: 1024 + GAP }])
  })

  it('stays where it is', () => {
    expect(moves(list(0, 1024), 1, 1)).toEqual([])
    expect(moves([], 0, 1)).toEqual([])
  })

  it('makes room where there is none, with as few as will do', () => {
    const changed = moves(list(0, 5000, 5001, 5002, 9000), 4, 2)
    expect(changed).toHaveLength(2)
    expect(changed.map(({ id }) => id)).toEqual(['1', '4'])
    expect(after(list(0, 5000, 5001, 5002, 9000), 4, 2)).toEqual(['0', '1', '4', '2', '3'])
  })

  it('is given to those without one when something goes between them', () => {
    expect(after(list(null, null, null), 2, 1)).toEqual(['0', '2', '1'])
    expect(after(list(7, null, null, null), 3, 2)).toEqual(['0', '1', '3', '2'])
  })

  it('at the end of what is known comes close, so that what follows stays after it', () => {
    expect(moves(list(0, 1024, 2048), 0, 2, true)).toEqual([{ id: '0', order: 2049 }])
  })

  it('is right whatever the numbers are', () => {
    let seed = 42
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below
    for (let round = 0; round < 2000; round++) {
      const before = Array.from({ length: 1 + random(8) }, (_, index) => ({
        id: `${index}`,
        order: random(4) === 0 ? null : random(6),
      })).sort(byOrder)
      const [from, to] = [random(before.length), random(before.length)]
      const ids = before.map(({ id }) => id)
      const wanted = ids.toSpliced(from, 1).toSpliced(to, 0, ids[from]!)
      expect(after(before, from, to), JSON.stringify({ before, from, to })).toEqual(wanted)
    }
  })

  it('of a new one is on top', () => {
    expect(first([])).toBe(0)
    expect(first([null])).toBe(0)
    expect(first([5, null, -3])).toBe(-3 - GAP)
  })
})
