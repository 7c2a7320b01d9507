import { tableShapes } from '../../../adapters/stores/table-shapes.ts'
import { deliver } from '../../../core/deliver/deliver.ts'
import type { DeliveryMessage } from '../../../core/deliveries/delivery-message.ts'
import type { Reply } from '../../../core/deliveries/outcome.ts'
import { fanOut } from '../../../core/fan-out/fan-out.ts'
import { addMs } from '../../../core/values/timestamp.ts'
import type { WakeUpMessage } from '../../../core/waiting/wake-up-message.ts'
import { wake } from '../../../core/wake/wake.ts'
import { anEntry, anEvent, aWebhook, noon, uuidOf } from '../../support/builders.ts'
import { storesOver } from '../../support/memory-stores.ts'
import { newDynamoTable } from '../../support/new-dynamo-table.ts'
import { open } from '../../support/seal.ts'
import { meteredClient } from './metered-client.ts'

const retryMs = 300_000

/** Events as docs/cost-and-scale.md assumes them: a body of 2 KB. */
const content = JSON.stringify({ padding: 'x'.repeat(1800) })

/** The core over real tables with this many webhooks; it counts capacity units. */
export async function aUnitsWorld(webhooks: number, replies: readonly number[] = []) {
  const { client, unitsOf } = meteredClient()
  const clock = { now: noon }
  const now = () => clock.now
  const table = async (name: keyof typeof tableShapes) =>
    (await newDynamoTable(tableShapes[name], now, client)).table
  const tables = {
    webhooks: await table('webhooks'),
    events: await table('events'),
    deliveries: await table('deliveries'),
    waiting: await table('waiting'),
  }
  const messages: DeliveryMessage[] = []
  const wakeUps: WakeUpMessage[] = []
  const stores = storesOver(tables, now, (message) => {
    wakeUps.push(message)
    return Promise.resolve()
  })
  for (let number = 1; number <= webhooks; number += 1) {
    await stores.addWebhook(aWebhook({ id: uuidOf(number) }), anEntry())
  }
  const statuses = [...replies]
  const ports = {
    ...stores,
    ...outsidePorts,
    queueDeliveries: (queued: readonly DeliveryMessage[]) => {
      messages.push(...queued)
      return Promise.resolve()
    },
    post: () => Promise.resolve(aReply(statuses.shift() ?? 204)),
    now,
  }

  return {
    unitsOf,
    publish: (number = 1) => {
      const event = anEvent({ uuid: uuidOf(number), resource: { uuid: uuidOf(2), content } })
      return fanOut(event, { source: uuidOf(number) }, ports)
    },
    /** Handles every message, and those that follow from them; time passes for the wake-ups. */
    run: async () => {
      while (messages.length + wakeUps.length > 0) {
        for (const message of messages.splice(0)) await deliver(message, false, ports)
        clock.now = new Date(addMs(clock.now, 2 * retryMs))
        for (const message of wakeUps.splice(0)) await wake(message, ports)
      }
    },
  }
}

const outsidePorts = {
  hasTime: () => true,
  handOn: () => Promise.reject(new Error('There is time for all')),
  announce: () => Promise.resolve(undefined),
  openSecrets: open,
  accessToken: () => Promise.resolve({ kind: 'failed' as const, reason: 'token: none' }),
  waitsSeconds: [retryMs / 1000],
  random: () => 0.5,
  log: () => undefined,
}

function aReply(status: number): Reply {
  const durations = { dnsMs: 1.5, connectMs: 10.1, tlsMs: 20.2, firstByteMs: 180.4, totalMs: 200.6 }
  const headers = { date: 'Thu, 26 Nov 2026 12:00:00 GMT', 'content-type': 'application/json' }
  const response = { headers, body: { text: '{"status":"ok"}' } }
  const exchange = { durations, address: '93.184.216.34', response }
  return { kind: 'answered', status, exchange }
}
