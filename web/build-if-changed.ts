import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

const web = import.meta.dirname
const builtFrom = join(web, 'dist', '.built-from')

/** Builds the page unless it was already built from the same sources. */
async function main(): Promise<void> {
  const sources = await hashOfSources()
  if ((await readFile(builtFrom, 'utf8').catch(() => '')) === sources) return

  const vite = await import('vite').catch(() => undefined)
  if (vite === undefined) {
    console.log('Cannot build the page: npm ci --omit=dev leaves out the build tools')
    return
  }
  console.log('Building the page')
  await vite.build({ root: web, configFile: join(web, 'vite.config.ts'), logLevel: 'warn' })
  const { buildReference } = await import('./reference/build.ts')
  await buildReference()
  await mkdir(dirname(builtFrom), { recursive: true })
  await writeFile(builtFrom, sources)
}

/** Of the page's sources and the lock file. */
async function hashOfSources(): Promise<string> {
  const own = await readdir(web, { recursive: true, withFileTypes: true })
  const files = own
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !relative(web, file).startsWith('dist'))
  const all = [...files.toSorted(), join(web, '..', 'package-lock.json')]

  const hash = createHash('sha256')
  for (const file of all) hash.update(relative(web, file)).update(await readFile(file))
  return hash.digest('hex')
}

await main()
