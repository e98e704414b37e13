// Writes what the built app consists of, as CycloneDX: node sbom.mjs FILE
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const read = name => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const directory = new URL('.', import.meta.url)
const bom = JSON.parse(
  execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'], {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  }),
)

// npm's own --omit=dev leaves out React too, for being what a test library asks for.
const { packages } = read('package-lock.json')
const shipped = new Set(
  Object.entries(packages)
    .filter(([path, { dev, devOptional, optional }]) => path && !dev && !devOptional && !optional)
    .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`),
)
bom.components = bom.components.filter(({ purl }) => shipped.has(decodeURIComponent(purl).replace('pkg:npm/', '')))
const kept = new Set([bom.metadata.component, ...bom.components].map(component => component['bom-ref']))
bom.dependencies = bom.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(other => kept.has(other)) }))

if (bom.components.length !== shipped.size) {
  throw new Error(`${shipped.size} packages are shipped, and ${bom.components.length} of them were found`)
}
const [, , file] = process.argv
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`)
