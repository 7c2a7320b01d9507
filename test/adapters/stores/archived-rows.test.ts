import { describe, expect, it } from '@jest/globals'

import { archivedLine } from '../../../adapters/stores/archived-rows.ts'
import { deflated } from '../../../adapters/stores/deflated.ts'
import { toRow } from '../../../adapters/stores/delivery-rows.ts'
import { toEventRow } from '../../../adapters/stores/event-store.ts'
import { notificationOf } from '../../../core/events/event.ts'
import { toDetail } from '../../../core/manage/delivery-view.ts'
import { aDelivery, anAcceptedEvent, anAttempt, noon } from '../../support/builders.ts'

const form = { packing: deflated, retentionDays: 90, archive: 's3' } as const
const at = noon.toISOString()
const delivered = anAttempt(1, { outcome: { kind: 'delivered', status: 200 }, startedAt: at })
const success = aDelivery({ status: 'successful', attempts: [delivered], revision: 1 })

describe('archivedLine()', () => {
  it('is what the API showed of a delivery, in one line', () => {
    const line = archivedLine(toRow(success, form), deflated)

    expect(line).toMatchObject({ kind: 'deliveries', marketplace: 'acme', acceptedAt: at })
    expect(JSON.parse(line?.json ?? '')).toEqual({
      marketplace: 'acme',
      ...(JSON.parse(JSON.stringify(toDetail(success))) as object),
    })
    expect(line?.json).not.toContain('\n')
  })

  it('is an event with the body that receivers got, in one line', () => {
    const accepted = anAcceptedEvent()
    const { event } = accepted

    const line = archivedLine(toEventRow(accepted, form), deflated)

    expect(line).toMatchObject({
      kind: 'events',
      marketplace: 'acme',
      acceptedAt: accepted.acceptedAt,
    })
    expect(JSON.parse(line?.json ?? '')).toEqual({
      marketplace: 'acme',
      uuid: event.uuid,
      acceptedAt: accepted.acceptedAt,
      resourceAction: event.resourceAction,
      resource: { type: event.resource.type, uuid: event.resource.uuid },
      body: notificationOf(event),
    })
    expect(line?.json).not.toContain('\n')
  })

  it('leaves out what was stored for its whole time', () => {
    const failed = aDelivery({ status: 'failed', attempts: [anAttempt()], revision: 1 })
    const waiting = anAcceptedEvent({ deliveries: [{ endpoint: 'webhook-1', start: 'waiting' }] })

    expect(archivedLine(toRow(failed, form), deflated)).toBeUndefined()
    expect(archivedLine(toEventRow(waiting, form), deflated)).toBeUndefined()
  })
})
