import { readFile, writeFile } from 'node:fs/promises'

import { costTable, withCostTable } from './cost/cost-table.ts'

/**
 * `npm run cost`: what a million events cost on AWS, from counted calls of the handlers and list
 * prices. With `--write` it replaces the table in docs/cost-and-scale.md.
 */
const document = 'docs/cost-and-scale.md'

const table = await costTable()
console.log(table)
if (process.argv.includes('--write')) {
  await writeFile(document, withCostTable(await readFile(document, 'utf8'), table))
}
