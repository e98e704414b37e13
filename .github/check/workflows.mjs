import { randomUUID } from 'node:crypto'
import { validate } from '@actions/languageservice'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parseDocument } from 'yaml'

const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/
const VERSION = /^ v\d+\.\d+\.\d+$/
const RUNNERS = ['ubuntu-24.04', 'ubuntu-24.04-arm']
const LONGEST_JOB = 60

/** What GitHub itself would refuse. */
export async function mistakes(source) {
  // What is parsed is kept by its address.
  const address = `file:///.github/workflows/${randomUUID()}.yml`
  const found = await validate(TextDocument.create(address, 'yaml', 1, source), {})
  return found.map(({ range, message }) => `line ${range.start.line + 1}: ${message}`)
}

/** What GitHub would take and we do not. */
export function objections(source, { mayWrite = false } = {}) {
  const document = parseDocument(source)
  const workflow = document.toJS()
  const jobs = Object.entries(workflow.jobs ?? {})
  return [
    ...objectionsToWorkflow(workflow),
    ...jobs.flatMap(([name, job]) => objectionsToJob(job, mayWrite).map(objection => `${name}: ${objection}`)),
    ...objectionsToUses(document),
  ]
}

function* objectionsToWorkflow({ permissions, concurrency }) {
  if (JSON.stringify(permissions) !== '{"contents":"read"}') yield 'permissions must be contents: read'
  if (!concurrency?.group?.includes('${{ github.ref }}')) yield 'concurrency.group must name github.ref'
  if (concurrency?.['cancel-in-progress'] === undefined) yield 'concurrency must say whether to cancel'
}

function objectionsToJob(job, mayWrite) {
  return [...inJob(job, mayWrite), ...(job.steps ?? []).flatMap(step => [...inStep(step)])]
}

function* inJob(job, mayWrite) {
  if (typeof job.permissions === 'string') yield 'permissions must be named one by one'
  else if (!mayWrite && Object.values(job.permissions ?? {}).includes('write')) yield 'only a release may write'
  if (job.secrets) yield 'secrets are not passed on'
  if (job.uses) return
  if (!(job['timeout-minutes'] <= LONGEST_JOB)) yield `timeout-minutes must be ${LONGEST_JOB} at most`
  if (!runners(job['runs-on']).every(runner => RUNNERS.includes(runner))) yield `runs-on must be of ${RUNNERS}`
}

/** An expression may choose among runners. */
function runners(runsOn) {
  return runsOn?.startsWith('${{') ? [...runsOn.matchAll(/(?:&&|\|\|) '([^']*)'/g)].map(([, name]) => name) : [runsOn]
}

function* inStep({ uses, run, with: inputs }) {
  if (run?.includes('${{')) yield 'what a command is given comes through env: an expression in it becomes code'
  if (uses?.startsWith('actions/checkout@') && inputs?.['persist-credentials'] !== false)
    yield 'checkout must not persist credentials'
}

function* objectionsToUses(document) {
  for (const { value, comment } of usesOf(document.contents)) {
    if (value.startsWith('./')) continue
    if (!PINNED.test(value)) yield `${value} is not pinned to a commit`
    else if (!VERSION.test(comment ?? '')) yield `${value} does not say which version it is`
  }
}

/** Everything that is used, with the comment beside it. */
export function uses(source) {
  return usesOf(parseDocument(source).contents).map(({ value, comment }) => `${value} #${comment ?? ''}`)
}

function usesOf(node) {
  return (node?.items ?? []).flatMap(item =>
    item.key?.value === 'uses' ? [item.value] : usesOf(item.key === undefined ? item : item.value),
  )
}
