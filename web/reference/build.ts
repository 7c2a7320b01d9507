import { build } from 'esbuild'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const here = new URL('./', import.meta.url)
const folder = new URL('../dist/reference/', here)
const bundle = createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js')

/** The only file that the bundle would load from elsewhere. The name of its makers stays. */
const remoteLogo = 'https://cdn.redoc.ly/redoc/logo-mini.svg'
const noLogo = 'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E'

/**
 * Builds the API reference as self-contained files. The page must be built first: its build empties
 * the folder.
 */
export async function buildReference(): Promise<void> {
  await mkdir(folder, { recursive: true })
  await Promise.all([
    copyFile(new URL('index.html', here), new URL('index.html', folder)),
    copyFile(new URL('reference.css', here), new URL('reference.css', folder)),
    copyFile(`${bundle}.LICENSE.txt`, new URL('redoc.standalone.js.LICENSE.txt', folder)),
    copyBundle(),
    build({
      entryPoints: [new URL('reference.ts', here).pathname],
      outfile: new URL('reference.js', folder).pathname,
      format: 'iife',
      target: 'es2022',
      minify: true,
    }),
  ])
}

async function copyBundle(): Promise<void> {
  const parts = (await readFile(bundle, 'utf8')).split(remoteLogo)
  if (parts.length !== 2) {
    throw new Error(`Cannot build the reference: ${bundle} no longer has ${remoteLogo} once`)
  }
  await writeFile(new URL('redoc.standalone.js', folder), parts.join(noLogo))
}
