import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { mistakes, objections, uses } from './workflows.mjs'

const directory = new URL('../workflows/', import.meta.url)
const names = readdirSync(directory)
const sources = names.map(name => readFileSync(new URL(name, directory), 'utf8'))

names.forEach((name, index) => {
  test(`${name} is one that GitHub runs`, async () => assert.deepEqual(await mistakes(sources[index]), []))

  test(`${name} keeps our rules`, () =>
    assert.deepEqual(objections(sources[index], { mayWrite: name === 'release.yml' }), []))
})

test('an action has one version everywhere', () => {
  const used = new Set(sources.flatMap(uses).filter(action => !action.startsWith('./')))
  const actions = [...used].map(action => action.split('@')[0])
  assert.ok(actions.length > 5, 'actions are found at all')
  assert.deepEqual(actions.toSorted(), [...new Set(actions)].toSorted())
})

const good = `
on: push
permissions: { contents: read }
concurrency: { group: 'a-\${{ github.ref }}', cancel-in-progress: true }
jobs:
  a:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with: { persist-credentials: false }
      - run: echo "$NAME"
        env: { NAME: '\${{ github.head_ref }}' }
`

test('a workflow that keeps the rules is taken', async () => {
  assert.deepEqual(objections(good), [])
  assert.deepEqual(await mistakes(good), [])
})

for (const [from, to, objection] of [
  ['permissions: { contents: read }', '', 'permissions must be contents: read'],
  ['{ contents: read }', 'write-all', 'permissions must be contents: read'],
  ['${{ github.ref }}', 'b', 'concurrency.group must name github.ref'],
  [', cancel-in-progress: true', '', 'concurrency must say whether to cancel'],
  ['timeout-minutes: 5', 'permissions: write-all\n    timeout-minutes: 5', 'a: permissions must be named one by one'],
  ['timeout-minutes: 5', 'permissions: { packages: write }\n    timeout-minutes: 5', 'a: only a release may write'],
  ['    timeout-minutes: 5\n', '', 'a: timeout-minutes must be 60 at most'],
  ['timeout-minutes: 5', 'timeout-minutes: 360', 'a: timeout-minutes must be 60 at most'],
  ['runs-on: ubuntu-24.04', 'runs-on: ubuntu-latest', 'a: runs-on must be of ubuntu-24.04,ubuntu-24.04-arm'],
  ["runs-on: ubuntu-24.04", "runs-on: ${{ github.actor == 'a' && 'own' || 'ubuntu-24.04' }}", 'a: runs-on must be of ubuntu-24.04,ubuntu-24.04-arm'],
  ['persist-credentials: false', 'fetch-depth: 1', 'a: checkout must not persist credentials'],
  ['$NAME', '${{ github.head_ref }}', 'a: what a command is given comes through env: an expression in it becomes code'],
  ['@de0fac2e4500dabe0009e67214ff5f5447ce83dd', '@v6', 'actions/checkout@v6 is not pinned to a commit'],
  [' # v6.0.2', '', 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd does not say which version it is'],
]) {
  test(`${JSON.stringify(to)} for ${from.trim()} is refused`, () =>
    assert.deepEqual(objections(good.replace(from, () => to)), [objection]))
}

for (const [from, to] of [
  ['on: push', 'on: { push: { branchez: [main] } }'],
  ['contents: read', 'contentz: read'],
  ['github.head_ref', 'github.head_ref &&'],
  ['github.head_ref', 'steps.nope.outputs.name'],
  ['timeout-minutes: 5', 'needs: b\n    timeout-minutes: 5'],
  ['run: echo', 'rum: echo'],
]) {
  test(`${JSON.stringify(to)} for ${from} is a mistake`, async () =>
    assert.notDeepEqual(await mistakes(good.replace(from, () => to)), []))
}
