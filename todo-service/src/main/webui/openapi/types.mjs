// Fetches both services' descriptions from a running pair (./dev run) and makes the app's types from them:
// npm run types. With --offline only the types, from the descriptions kept here.
import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const services = {
  todo: process.env.TANDEM_TODO ?? 'http://localhost:8080',
  auth: process.env.TANDEM_AUTH ?? 'http://localhost:8081',
}
const here = new URL('.', import.meta.url)

for (const [name, address] of Object.entries(services)) {
  const kept = new URL(`${name}.json`, here)
  if (!process.argv.includes('--offline')) {
    const answer = await fetch(`${address}/q/openapi`)
    await writeFile(kept, `${JSON.stringify(await answer.json(), null, 2)}\n`)
  }
  const types = astToString(await openapiTS(JSON.parse(await readFile(kept, 'utf8'))))
  await writeFile(
    new URL(`../src/lib/schema/${name}.d.ts`, here),
    `// Made by npm run types; not to be edited.\n\n${types}`,
  )
}
