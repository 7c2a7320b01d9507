import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { buildSync } from 'esbuild'
import * as z from 'zod'

import { pathOf } from '../bundle.ts'

const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().default('see its source'),
})

/** The licenses of the packages that bundled files are from, each text once. */
export function thirdPartyLicenses(files: readonly string[]): string {
  const folders = new Set([...files, ...filesOfPage()].flatMap(packageFolder))
  const namesByText = new Map<string, string[]>()
  for (const folder of [...folders].toSorted()) {
    const { name, version, license } = manifestIn(folder)
    const text = licenseIn(folder) ?? `License: ${license}`
    namesByText.set(text, [...(namesByText.get(text) ?? []), `${name} ${version} (${license})`])
  }
  return [...namesByText]
    .map(([text, names]) => `${names.join('\n')}\n\n${text}\n`)
    .join('\n---\n\n')
}

/** What Vite bundles into the page, which esbuild finds out too. */
function filesOfPage(): string[] {
  const { metafile } = buildSync({
    entryPoints: [pathOf('web/main.ts')],
    outdir: pathOf('dist'),
    absWorkingDir: pathOf('.'),
    logLevel: 'error',
    bundle: true,
    write: false,
    metafile: true,
    jsx: 'automatic',
    external: ['*.svg'],
    loader: { '.woff': 'empty', '.woff2': 'empty', '.png': 'empty' },
  })
  return Object.keys(metafile.inputs)
}

/** `node_modules/@scope/name` of a file in it. */
function packageFolder(file: string): string[] {
  const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? []
  return folder === undefined ? [] : [folder]
}

function manifestIn(folder: string) {
  return Manifest.parse(JSON.parse(readFileSync(pathOf(join(folder, 'package.json')), 'utf8')))
}

function licenseIn(folder: string): string | undefined {
  const names = readdirSync(pathOf(folder)).filter((name) =>
    /^(licen[cs]e|notice|copying)([.-].*)?$/i.test(name),
  )
  const texts = names.map((name) => readFileSync(pathOf(join(folder, name)), 'utf8').trim())
  return texts.length === 0 ? undefined : texts.join('\n\n')
}
