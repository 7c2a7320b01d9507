import { readFile, writeFile } from 'node:fs/promises'

import { archiveTable, withArchiveTable } from './cost/archive-table.ts'
import { costTable, withCostTable } from './cost/cost-table.ts'

/**
 * `npm run cost`: what a million events cost on AWS, from counted calls of the handlers and list
 * prices, and the same with an archive. With `--write` it replaces the tables in the documents.
 */
const document = 'docs/cost-and-scale.md'
const archiveDocument = 'docs/archive.md'

const table = await costTable()
const archive = await archiveTable()
console.log(`${table}\n\n${archive}`)
if (process.argv.includes('--write')) {
  await writeFile(document, withCostTable(await readFile(document, 'utf8'), table))
  const before = await readFile(archiveDocument, 'utf8')
  await writeFile(archiveDocument, withArchiveTable(before, archive))
}
