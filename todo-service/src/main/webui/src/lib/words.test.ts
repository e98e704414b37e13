import { describe, expect, it } from 'vitest'
import { due, today } from './dates'
import { eventText } from './events'
import { knownToOthers, loadEstimator, strengthOf } from './password'

describe('a day', () => {
  const now = new Date(2026, 10, 20, 23, 59)

  it.each([
    ['2026-11-20', 'Today', 'today'],
    ['2026-11-21', 'Tomorrow', 'later'],
    ['2026-11-19', 'Yesterday', 'overdue'],
    ['2026-11-01', 'Sun, Nov 1', 'overdue'],
    ['2027-01-02', 'Sat, Jan 2, 2027', 'later'],
  ])('%s is %s', (date, text, state) => expect(due(date, now)).toEqual({ text, state }))

  it('is the one where the person is', () => {
    expect(today(new Date(2026, 0, 5, 0, 1))).toBe('2026-01-05')
    expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
  })
})

describe('an event', () => {
  it('is told in words', () => expect(eventText('logged_in')).toBe('Logged in'))
  it('that is not known is told all the same', () => expect(eventText('key_was_eaten')).toBe('Key was eaten'))
  it('without a name is told all the same', () => expect(eventText('')).toBe('Something happened'))
})

describe('a password', () => {
  it.each([
    ['', 'At least 12 characters.'],
    ['elevenchars', '1 more character.'],
    ['x'.repeat(129), 'At most 128 characters.'],
    ['long enough for that', 'Long enough.'],
  ])('%s: %s', (password, hint) => expect(strengthOf(password, []).hint).toBe(hint))

  it('is counted in characters, as auth-service does', () => {
    expect(strengthOf('🐘'.repeat(12), []).good).toBe(true)
    expect(strengthOf('🐘'.repeat(11), []).good).toBe(false)
    expect(strengthOf('e\u0301'.repeat(11), []).good).toBe(false)
  })

  it('is judged by the same estimator, on the same parts of it, with the same words', async () => {
    const estimate = await loadEstimator()
    expect(strengthOf('correct horse battery staple', [], estimate).good).toBe(true)
    expect(strengthOf('passwordpassword', [], estimate)).toMatchObject({
      good: false,
      hint: 'Repeats like "abcabcabc" are only slightly harder to guess than "abc". Add a few uncommon words, or let a password manager choose.',
    })
    expect(strengthOf('tandemtandem', [], estimate).good).toBe(false)
    expect(strengthOf('a'.repeat(32) + 'k7Qx9vTz2mWp4LrB8nYd', [], estimate).good).toBe(true)
    expect(strengthOf('qwertyuiop'.repeat(6), [], estimate).good).toBe(false)
    expect(strengthOf('lovelaceada1815', knownToOthers('lovelace@example.com', 'Ada'), estimate).score).toBeLessThan(
      strengthOf('lovelaceada1815', [], estimate).score!,
    )
    expect(knownToOthers('ada@example.com', '')).toEqual(['ada@example.com', 'ada'])
  })
})
