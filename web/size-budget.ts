import { gzipSync } from 'node:zlib'

import type { Plugin, Rolldown } from 'vite'

type Bundle = Readonly<Record<string, Rolldown.OutputAsset | Rolldown.OutputChunk>>

/**
 * The most that a browser may receive, in KB after gzip: script before the sign-in, and all of the first
 * screen. Brotli, which browsers accept over https, makes it 430 of 520.
 */
const budgetsKb = { 'sign-in': 100, 'first screen': 520 } as const

/** Fails a build whose first visit has become heavy. `npm run bench:page` measures what it means. */
export function sizeBudget(): Plugin {
  return {
    name: 'size-budget',
    generateBundle(_options, bundle) {
      for (const excess of excessesOf(bundle)) this.error(excess)
    },
  }
}

/** What is over its budget, in words. */
export function excessesOf(bundle: Bundle): string[] {
  const files = Object.values(bundle)
  const sizes = {
    'sign-in': kilobytes(files.filter(isEntry)),
    'first screen': kilobytes(files.filter((file) => isEntry(file) || isOfFirstScreen(file))),
  }
  return (['sign-in', 'first screen'] as const)
    .filter((name) => !(sizes[name] <= budgetsKb[name]))
    .map(
      (name) =>
        `Cannot build the page: its ${name} has ${sizes[name]} KB after gzip, not at most ${budgetsKb[name]}`,
    )
}

type File = Bundle[string]

function isEntry(file: File): boolean {
  return file.type === 'chunk' && file.isEntry
}

/** The chunks of the first screen (`chunks.ts`), and the styles. */
function isOfFirstScreen({ fileName }: File): boolean {
  return /^assets\/(page|packages)-[\w-]+\.(js|css)$/.test(fileName)
}

function kilobytes(files: readonly File[]): number {
  const contents = files.map((file) => Buffer.from(file.type === 'chunk' ? file.code : file.source))
  const bytes = contents.reduce((sum, content) => sum + gzipSync(content).length, 0)
  return Math.ceil(bytes / 1000)
}
