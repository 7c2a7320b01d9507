import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

const web = import.meta.dirname
const builtFrom = join(web, 'dist', '.built-from')

/** Builds the page if it is not built, or was built from other sources. */
async function main(): Promise<void> {
  const sources = await hashOfSources()
  if ((await readFile(builtFrom, 'utf8').catch(() => '')) === sources) return

  const vite = await import('vite').catch(() => undefined)
  if (vite === undefined) {
    console.log('The page is not built: npm ci --omit=dev leaves out what builds it')
    return
  }
  console.log('Building the page; again only when it changes')
  await vite.build({ root: web, configFile: join(web, 'vite.config.ts'), logLevel: 'warn' })
  const { buildReference } = await import('./reference/build.ts')
  await buildReference()
  await mkdir(dirname(builtFrom), { recursive: true })
  await writeFile(builtFrom, sources)
}

/** Of every file that the page and the reference are made of, and of the versions of their tools. */
async function hashOfSources(): Promise<string> {
  const own = await readdir(web, { recursive: true, withFileTypes: true })
  const files = own
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !relative(web, file).startsWith('dist'))
  const others = ['package-lock.json', 'docs/openapi.json'].map((name) => join(web, '..', name))
  const all = [...files.toSorted(), ...others]

  const hash = createHash('sha256')
  for (const file of all) hash.update(relative(web, file)).update(await readFile(file))
  return hash.digest('hex')
}

await main()
