import { expect, it } from '@jest/globals'

import { deliveryRecordsIn } from '../../../adapters/stores/delivery-records.ts'
import { eventsIn } from '../../../adapters/stores/event-store.ts'
import { recoveriesIn } from '../../../adapters/stores/recovery-store.ts'
import { statsIn } from '../../../adapters/stores/stats-store.ts'
import { waitingIn } from '../../../adapters/stores/waiting-store.ts'
import { newRecovery } from '../../../core/wake/recovery.ts'
import { emptyTally } from '../../../core/deliveries/tally.ts'
import { aDelivery, anAcceptedEvent, noon } from '../../support/builders.ts'
import { logTables } from '../../support/log-store.ts'
import { storeTable } from '../../support/store-table.ts'

const day = 24 * 3600_000
const at = noon.toISOString()
const key = { marketplace: 'acme', id: 'webhook-1' }

const hour = { marketplace: 'acme', endpoint: 'webhook-1', hour: at }
const rollup = { ...hour, ...emptyTally(), upTo: '', revision: 1 }

const running = newRecovery(
  key,
  { id: 'recovery-1', from: at, to: at, statuses: ['failed'], total: 1 },
  { at, by: 'ann@example.com' },
)

it.each([1, 7, 3650])('everything in the log expires after %i days', async (retentionDays) => {
  const clock = { now: noon }
  const log = { ...(await logTables(clock)), retentionDays }
  const [waitingTable, delivery] = [await storeTable('waiting', clock), aDelivery({ revision: 1 })]
  const [events, deliveries] = [eventsIn(log), deliveryRecordsIn(log)]
  const stats = statsIn(log)
  const [waiting, recoveries] = [waitingIn(waitingTable, log), recoveriesIn(waitingTable, log)]
  const { endpoint, marketplace } = delivery
  await events.storeEvent(anAcceptedEvent())
  await deliveries.replaceDelivery(delivery, { ...delivery, revision: 0 })
  await stats.replaceRollup(rollup, undefined)
  await waiting.park({ marketplace, endpoint, delivery: delivery.id, number: 1, dueAt: at })
  await recoveries.addRecovery(running)
  await recoveries.replaceRecovery({ ...running, status: 'completed' }, running)
  const stored = async () => [
    await events.findEvent('acme', anAcceptedEvent().event.uuid),
    await deliveries.findDelivery('acme', delivery.id),
    ...(await waiting.findWaiting(key, undefined, 2)),
    await recoveries.findRecovery(key, running.id),
    await stats.findRollup(hour),
  ]

  clock.now = new Date(noon.getTime() + retentionDays * day - 1000)
  expect((await stored()).filter((one) => one !== undefined)).toHaveLength(5)
  clock.now = new Date(noon.getTime() + retentionDays * day)
  expect((await stored()).filter((one) => one !== undefined)).toEqual([])
})
