import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { pathOf } from '../bundle.ts'

/** Copies the documents to the folder of the package. Alarms name headings of the runbook. */
export function copyDocuments(outdir: string): void {
  copyFileSync(pathOf('lib/package/README.md'), join(outdir, 'README.md'))
  for (const name of ['LICENSE', 'CHANGELOG.md']) copyFileSync(pathOf(name), join(outdir, name))
  cpSync(pathOf('docs'), join(outdir, 'docs'), {
    recursive: true,
    filter: (file) => file !== pathOf('docs/images'),
  })
  const names = readdirSync(outdir, { recursive: true, encoding: 'utf8' })
  for (const name of names.filter((one) => one.endsWith('.md'))) {
    const file = join(outdir, name)
    const hasTarget = (path: string) => existsSync(join(dirname(file), path))
    writeFileSync(file, withoutBrokenLinks(readFileSync(file, 'utf8'), hasTarget))
  }
}

const relativeLink = /\[([^\]]+)\]\((?!https?:|#)([^)#\s]+)(?:#[^)\s]*)?\)/g

/** Markdown in which links to files that are not there are replaced by their text. */
export function withoutBrokenLinks(text: string, hasTarget: (path: string) => boolean): string {
  return text.replaceAll(relativeLink, (link: string, label: string, path: string) =>
    hasTarget(path) ? link : label,
  )
}
