import { describe, expect, it } from 'vitest'
import { todo } from '../test/todos'
import { EVERYTHING, type Filters, filtersOf, isNarrowed, matches, queryOf, searchOf } from './filters'

const SOME: Filters = { status: 'active', q: 'a & b', tag: 'höme', priority: 'high', sort: 'dueDate' }

describe('filters in the address', () => {
  it('come back as they were', () => {
    expect(filtersOf(searchOf(SOME))).toEqual(SOME)
    expect(filtersOf(`?${searchOf(SOME)}`)).toEqual(SOME)
  })

  it('say nothing where there is nothing to say', () => {
    expect(searchOf(EVERYTHING)).toBe('')
    expect(filtersOf('')).toEqual(EVERYTHING)
  })

  it('that mean nothing are passed over', () => {
    expect(filtersOf('show=everything&priority=urgent&sort=id&cursor=x&q=%F0')).toEqual({ ...EVERYTHING, q: '\ufffd' })
  })

  it('are cut to what the service takes', () => {
    expect([...filtersOf(`q=${'😀'.repeat(300)}&tag=${'x'.repeat(99)}`).q]).toHaveLength(200)
    expect(filtersOf(`tag=${'x'.repeat(99)}`).tag).toHaveLength(50)
  })
})

describe('what the service is asked', () => {
  it('is what the filters say', () => {
    expect(queryOf(SOME)).toBe('sort=dueDate&limit=50&count=true&completed=false&q=a+%26+b&tag=h%C3%B6me&priority=high')
    expect(queryOf({ ...EVERYTHING, q: '  ' })).toBe('sort=order&limit=50&count=true')
  })
})

describe('a to-do matches', () => {
  const milk = todo({ title: 'Buy Milk', description: 'two bottles', tags: ['home'], priority: 'low' })

  it.each<[Partial<Filters>, boolean]>([
    [{}, true],
    [{ status: 'active' }, true],
    [{ status: 'completed' }, false],
    [{ q: 'milk' }, true],
    [{ q: ' BOTTLES ' }, true],
    [{ q: 'beer' }, false],
    [{ tag: 'home' }, true],
    [{ tag: 'Home' }, false],
    [{ priority: 'low' }, true],
    [{ priority: 'none' }, false],
  ])('%j: %s', (filters, expected) => expect(matches(milk, { ...EVERYTHING, ...filters })).toBe(expected))

  it('however its letters are put together', () => {
    const cafe = todo({ title: 'Caf\u00e9', tags: ['caf\u00e9'] })
    expect(matches(cafe, { ...EVERYTHING, q: 'cafe\u0301', tag: 'cafe\u0301' })).toBe(true)
  })

  it('in a list that is narrowed or not', () => {
    expect(isNarrowed({ ...EVERYTHING, status: 'active', sort: 'title', q: ' ' })).toBe(false)
    expect(isNarrowed({ ...EVERYTHING, tag: 'x' })).toBe(true)
  })
})
