import { describe, expect, it } from '@jest/globals'

import { deflated } from '../../adapters/stores/deflated.ts'
import { toRow } from '../../adapters/stores/delivery-rows.ts'
import { toEventRow } from '../../adapters/stores/event-store.ts'
import type { ArchiveObject } from '../../core/archive/archive-objects.ts'
import { archiveHandler } from '../../lambdas/archive.ts'
import { aDelivery, afterNoon, anAcceptedEvent, anAttempt, anEvent } from '../support/builders.ts'
import { deletedByTtl } from '../support/deleted-rows.ts'

const form = { packing: deflated, retentionDays: 90, archive: 's3' } as const

function rowOf(seconds: number, changes: Parameters<typeof aDelivery>[0] = {}) {
  const startedAt = afterNoon(seconds)
  const attempt = anAttempt(1, { outcome: { kind: 'delivered', status: 200 }, startedAt })
  const success = { status: 'successful' as const, attempts: [attempt] }
  return toRow(aDelivery({ createdAt: afterNoon(seconds), ...success, ...changes }), form)
}

describe('archiveHandler()', () => {
  it('writes an object for each kind, marketplace and hour, with a line for each row', async () => {
    const { handler, objects, lines } = aHandler()
    const globex = anEvent({ marketplace: 'globex' })
    const accepted = anAcceptedEvent()

    await handler({
      Records: [
        ...[rowOf(0), rowOf(1, { endpoint: 'webhook-2' }), rowOf(3600)],
        ...[rowOf(0, { event: globex }), toEventRow(accepted, form)],
      ].map((row) => deletedByTtl(row)),
    })

    const byFolder = objects.map(({ key, text }) => [
      key.replace(/[0-9a-f]{32}\.jsonl\.gz$/, ''),
      text.split('\n').length - 1,
    ])
    expect(byFolder).toEqual([
      ['deliveries/marketplace=acme/date=2026-03-01/hour=12/', 2],
      ['deliveries/marketplace=acme/date=2026-03-01/hour=13/', 1],
      ['deliveries/marketplace=globex/date=2026-03-01/hour=12/', 1],
      ['events/marketplace=acme/date=2026-03-01/hour=12/', 1],
    ])
    expect(objects[0]?.text).toMatch(/^\{"marketplace":"acme",.*\}\n\{.*\}\n$/)
    expect(lines).toEqual([{ message: 'archived', rows: 5, objects: 4 }])
  })

  it('writes the same keys when a batch is repeated, and others for another batch', async () => {
    const { handler, objects } = aHandler()
    const batch = { Records: [deletedByTtl(rowOf(0)), deletedByTtl(rowOf(1))] }

    await handler(batch)
    await handler(batch)
    await handler({ Records: batch.Records.slice(0, 1) })

    const [first, second, third] = objects
    expect(second).toEqual(first)
    expect(third?.key).not.toBe(first?.key)
  })

  it('throws when an object cannot be stored, so that the batch comes again', async () => {
    const { handler } = aHandler(() => Promise.reject(new Error('Slow down')))

    await expect(handler({ Records: [deletedByTtl(rowOf(0))] })).rejects.toThrow('Slow down')
  })

  it('stores as it came what it cannot read, and the others', async () => {
    const { handler, objects, lines } = aHandler()
    const damaged = deletedByTtl({ ...rowOf(0), packed: Buffer.from('damaged') })

    await handler({ Records: [damaged, deletedByTtl(rowOf(1))] })

    const [good, unreadable] = objects
    expect(good?.key).toMatch(/^deliveries\//)
    expect(unreadable?.key).toMatch(/^unreadable\/[0-9a-f]{32}\.jsonl\.gz$/)
    expect(JSON.parse(unreadable?.text ?? '')).toEqual(JSON.parse(JSON.stringify(damaged)))
    expect(lines).toMatchObject([
      { level: 'ERROR', message: expect.stringMatching(/^Cannot archive a row: .*unpack/) },
      { message: 'archived', rows: 1, objects: 2 },
    ])
  })

  it('writes nothing for rows that were stored for their whole time', async () => {
    const { handler, objects } = aHandler()

    await handler({ Records: [deletedByTtl(rowOf(0, { status: 'failed' }))] })

    expect(objects).toEqual([])
  })
})

function aHandler(fail?: () => Promise<void>) {
  const objects: ArchiveObject[] = []
  const lines: Readonly<Record<string, unknown>>[] = []
  const put = (object: ArchiveObject) => Promise.resolve(void objects.push(object))
  const log = (line: Readonly<Record<string, unknown>>) => void lines.push(line)
  return { handler: archiveHandler({ put: fail ?? put, log }), objects, lines }
}
