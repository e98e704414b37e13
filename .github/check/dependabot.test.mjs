import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'

const { updates } = parse(readFileSync(new URL('../dependabot.yml', import.meta.url), 'utf8'))
const tracked = execFileSync('git', ['ls-files'], { cwd: new URL('../..', import.meta.url), encoding: 'utf8' }).split('\n')

/** Modules belong to the parent's pom.xml. */
for (const [ecosystem, pattern] of [
  ['maven', /^pom\.xml$/],
  ['npm', /(^|\/)package\.json$/],
  ['docker', /(^|\/)Dockerfile(\.\w+)?$/],
  ['docker-compose', /(^|\/)docker-compose\.yml$/],
]) {
  test(`every directory for ${ecosystem} is watched`, () => {
    const watched = updates
      .filter(update => update['package-ecosystem'] === ecosystem)
      .flatMap(update => update.directories ?? [update.directory])
    const there = tracked.filter(path => pattern.test(path)).map(path => posix.dirname(`/${path}`))
    assert.deepEqual([...new Set(there)].filter(directory => !watched.includes(directory)), [])
  })
}

test('nothing is taken in the week it comes out', () => {
  for (const { cooldown } of updates) assert.ok(cooldown?.['default-days'] >= 7)
})
