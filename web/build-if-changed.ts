import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

import { compressFiles } from './compress-files.ts'

const web = import.meta.dirname
const root = join(web, '..')
const dist = join(web, 'dist')
const builtFrom = '.built-from'

/** Builds the page unless it was already built from the same sources. */
async function main(): Promise<void> {
  const sources = await hashOfSources()
  if ((await readFile(join(dist, builtFrom), 'utf8').catch(() => '')) === sources) return

  const vite = await import('vite').catch(() => undefined)
  if (vite === undefined) {
    console.log('Cannot build the page: npm ci --omit=dev leaves out the build tools')
    return
  }
  console.log('Building the page, which takes a few seconds')
  const folder = join(root, 'node_modules', `.page-${process.pid}`)
  try {
    await buildInto(folder, vite.build)
    await writeFile(join(folder, builtFrom), sources)
    await rm(dist, { recursive: true, force: true })
    await rename(folder, dist) // atomic, because a router may be serving it
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  console.log('The page is built')
}

async function buildInto(folder: string, build: typeof import('vite').build): Promise<void> {
  const configFile = join(web, 'vite.config.ts')
  await build({
    root: web,
    configFile,
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
  })
  const { buildReference } = await import('./reference/build.ts')
  await buildReference(join(folder, 'reference'))
  await compressFiles(folder)
}

/** Of the sources of the page, the client and the reference, and the lock file. */
async function hashOfSources(): Promise<string> {
  const folders = [web, join(root, 'client')]
  const entries = await Promise.all(
    folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })),
  )
  const files = entries
    .flat()
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !relative(web, file).startsWith('dist'))
  const others = ['package-lock.json', 'docs/openapi.json'].map((name) => join(root, name))

  const hash = createHash('sha256')
  for (const file of [...files.toSorted(), ...others]) {
    hash.update(relative(web, file)).update(await readFile(file))
  }
  return hash.digest('hex')
}

await main()
