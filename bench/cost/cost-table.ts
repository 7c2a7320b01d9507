import type { Component } from './component.ts'
import { costOfEvents, costOfRequests, sumOf } from './cost-of-events.ts'
import { countEvents } from '../../test/support/cost/counted-events.ts'

/** The table in docs/cost-and-scale.md: what events cost with one webhook each, and with five. */
export async function costTable(): Promise<string> {
  const [one, five] = [await countEvents(1), await countEvents(5)]
  const [all, allOfFive] = [costOfEvents(one), costOfEvents(five)]
  const total = (components: readonly Component[]) => `**$${sumOf(components).toFixed(2)}**`
  return aligned([
    ['', 'One webhook', 'A million', 'Five webhooks', 'A million'],
    ...all.map((component, index) => row(component, allOfFive[index])),
    ['**sum**', '', total(all), '', total(allOfFive)],
    row(costOfRequests(one), costOfRequests(five)),
  ])
}

const place = /(<!-- npm run cost -- --write -->\n\n).*?(\n\n<!-- end -->)/s

/** The document with this table in its place. */
export function withCostTable(document: string, table: string): string {
  return document.replace(place, (_, before: string, after: string) => before + table + after)
}

function row(one: Component, five: Component | undefined): string[] {
  return [one.name, one.perEvent, dollars(one), five?.perEvent ?? '', dollars(five)]
}

export function dollars(component: Component | undefined): string {
  return `$${(component?.dollars ?? 0).toFixed(2)}`
}

/** As Prettier aligns a table. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  )
  const lineOf = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = lineOf(widths.map((width) => '-'.repeat(width)))
  const [head = [], ...others] = rows
  return [lineOf(head), rule, ...others.map(lineOf)].join('\n')
}
