import { readFileSync } from 'node:fs'

import { describe, expect, it } from '@jest/globals'

import { costOfEvents, costOfRequests, sumOf } from '../../bench/cost/cost-of-events.ts'
import { archiveTable, withArchiveTable } from '../../bench/cost/archive-table.ts'
import { costOfArchive, isOfLog } from '../../bench/cost/cost-of-archive.ts'
import { archiveLimits, limits } from '../../bench/cost/limits.ts'
import { countEvents, type EventCounts } from '../support/cost/counted-events.ts'

describe('an event', () => {
  it.each(limits)('for $webhooks webhooks is within its limits', async ({ webhooks, ...limit }) => {
    const counts = await countEvents(webhooks)

    expect(counts.writes).toBeLessThanOrEqual(limit.writes)
    expect(counts.reads).toBeLessThanOrEqual(limit.reads)
    expect(sumOf(costOfEvents(counts))).toBeLessThanOrEqual(limit.dollars)
  })
})

describe('with an archive', () => {
  it.each(archiveLimits)(
    'an event for $webhooks webhooks is within its limits, under load: $isLoaded',
    async ({ webhooks, isLoaded, log, dollars }) => {
      const bill = costOfEvents(await countEvents(webhooks, { archive: 's3', isLoaded }))

      expect(sumOf(bill.filter(isOfLog))).toBeLessThanOrEqual(log)
      expect(sumOf(bill)).toBeLessThanOrEqual(dollars)
    },
  )

  it('the document has the table that is printed', async () => {
    const document = readFileSync('docs/archive.md', 'utf8')

    expect(document).toBe(withArchiveTable(document, await archiveTable()))
    expect(document).toContain('| **sum** ')
  })

  it.each([1, 5])(
    'the document has the sum of an event for %i webhooks, and the former',
    async (webhooks) => {
      const document = readFileSync('docs/cost-and-scale.md', 'utf8').replaceAll(/\s+/g, ' ')
      const [before, after] = [{}, { archive: 's3' as const }].map((options) =>
        countEvents(webhooks, options).then((counts) => sumOf(costOfEvents(counts)).toFixed(2)),
      )

      expect(document).toContain(`$${await after} instead of $${await before}`)
    },
  )

  it.each([
    ['S3, requests', { objects: 0.1 }, 0.5],
    ['S3, storage', { storedBytes: 1000 }, (83 / 30) * 0.023],
    ['archive, Lambda', { batches: 1, rows: 100 }, 0.2 + 0.062 * 0.5 * 13.3334],
  ])('bills %s for %j', (name, counted, expected) => {
    const archived = { batches: 0, objects: 0, rows: 0, storedBytes: 0, ...counted }

    const component = costOfArchive(archived, 3).find((one) => one.name === name)

    expect(component?.dollars).toBeCloseTo(expected, 5)
  })
})

describe('costOfEvents()', () => {
  it.each<[string, Partial<EventCounts>, number]>([
    ['DynamoDB, writes', { writes: 10 }, 6.25],
    ['DynamoDB, reads', { reads: 4 }, 0.5],
    ['DynamoDB, storage', { storedBytes: 4000 }, 3],
    ['SQS', { sqsRequests: 6 }, 3],
    ['EventBridge', { busBytes: 2000 }, 1.24],
    ['EventBridge', { busBytes: 70_000 }, 10.4],
    ['KMS', { opens: 1 }, 0.02592],
    ['CloudWatch Logs', { logBytes: 900, logLines: 2 }, 0.476],
  ])('bills %s for %j', (name, counted, expected) => {
    const component = costOfEvents({ ...nothing, ...counted }).find((one) => one.name === name)

    expect(component?.dollars).toBeCloseTo(expected, 5)
  })

  it('bills Lambda for its invocations, its own time and the time of the receiver', () => {
    const functions = {
      ...nothing.functions,
      fanOut: { invocations: 1, calls: 4 },
      deliver: { invocations: 2, calls: 5 },
    }

    const lambda = costOfEvents({ ...nothing, functions }).find(({ name }) => name === 'Lambda')

    const ms = 3 * 26 + 9 * 6 + 2 * 200
    expect(lambda?.perEvent).toBe('3 invocations')
    expect(lambda?.dollars).toBeCloseTo(3 * 0.2 + (ms / 1000) * 0.25 * 13.3334, 5)
  })

  it('bills the requests to receivers by their bytes, and those of the connection', () => {
    const functions = { ...nothing.functions, deliver: { invocations: 2, calls: 0 } }

    const { dollars } = costOfRequests({ ...nothing, functions, sentBytes: 4000 })

    expect(dollars).toBeCloseTo(0.45, 5)
  })
})

const none = { invocations: 0, calls: 0 }
const nothing: EventCounts = {
  writes: 0,
  reads: 0,
  storedBytes: 0,
  sqsRequests: 0,
  busBytes: 0,
  logLines: 0,
  logBytes: 0,
  sentBytes: 0,
  opens: 0,
  functions: { fanOut: none, deliver: none, wake: none },
}
