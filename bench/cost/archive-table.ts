import { countEvents } from '../../test/support/cost/counted-events.ts'
import type { Component } from './component.ts'
import { isOfLog } from './cost-of-archive.ts'
import { costOfEvents, sumOf } from './cost-of-events.ts'
import { aligned, dollars } from './cost-table.ts'

/** Dollars for a million events without and with an archive, one at a time, and under load. */
export async function archiveTable(): Promise<string> {
  const columns = [
    ['1 webhook', 1, {}],
    ['archive', 1, { archive: 's3' }],
    ['with load', 1, { archive: 's3', isLoaded: true }],
    ['5 webhooks', 5, {}],
    ['archive', 5, { archive: 's3' }],
    ['with load', 5, { archive: 's3', isLoaded: true }],
  ] as const
  const bills: Component[][] = []
  for (const [, webhooks, options] of columns) {
    bills.push(costOfEvents(await countEvents(webhooks, options)))
  }
  const names = (bills[1] ?? []).map(({ name }) => name)
  const cell = (bill: readonly Component[], name: string) => {
    const component = bill.find((one) => one.name === name)
    return component === undefined ? '' : dollars(component)
  }
  const sums = (of: (bill: Component[]) => Component[]) =>
    bills.map((bill) => `**$${sumOf(of(bill)).toFixed(2)}**`)
  return aligned([
    ['', ...columns.map(([title]) => title)],
    ...names.map((name) => [name, ...bills.map((bill) => cell(bill, name))]),
    ['**the log**: DynamoDB, S3', ...sums((bill) => bill.filter(isOfLog))],
    ['**sum**', ...sums((bill) => bill)],
  ])
}

const archivePlace = /(<!-- npm run cost -- --write, archive -->\n\n).*?(\n\n<!-- end -->)/s

/** The document with the table of the archive in its place. */
export function withArchiveTable(document: string, table: string): string {
  return document.replace(
    archivePlace,
    (_, before: string, after: string) => before + table + after,
  )
}
