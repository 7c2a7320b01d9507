import { createHash } from 'node:crypto'

import { toRow } from '../../adapters/stores/delivery-rows.ts'
import { toEventRow } from '../../adapters/stores/event-store.ts'
import { type Packing, plain } from '../../adapters/stores/packing.ts'
import type { Attempt } from '../../core/deliveries/delivery.ts'
import { newDelivery } from '../../core/deliveries/delivery.ts'
import { withHelpfulHeaders } from '../../core/deliveries/helpful-headers.ts'
import type { HttpExchange } from '../../core/deliveries/http-exchange.ts'
import { addMs } from '../../core/values/timestamp.ts'
import { makersFrom } from './random-from.ts'
import { realisticEvent } from './realistic-event.ts'

/**
 * What is packed of a delivery that succeeded at its first attempt, as JSON: ids, times and addresses
 * by chance, and the response headers that most receivers send.
 */
export function realisticRow(random: () => number): string {
  const { integer, uuid } = makersFrom(random)
  const event = realisticEvent(500, random)
  const at = new Date(event.timestamp)
  const planned = { endpoint: uuid(), start: 'queued' } as const
  const acceptedAt = at.toISOString()
  const accepted = { event, acceptedAt, source: uuid(), deliveries: [planned] }
  const delivery = newDelivery(accepted, planned)
  const attempt: Attempt = {
    number: 1,
    startedAt: addMs(at, integer(300)),
    durationMs: integer(500),
    outcome: { kind: 'delivered', status: 200 },
    exchange: withHelpfulHeaders(anExchange(delivery.id, at, random)),
  }
  const row = toRow({ ...delivery, status: 'successful', revision: 1, attempts: [attempt] }, asText)
  return String(row['packed'])
}

/** What is packed of an event whose body has this many bytes. */
export function realisticEventRow(bytes: number, random: () => number): string {
  const { uuid } = makersFrom(random)
  const event = realisticEvent(bytes, random)
  const deliveries = [{ endpoint: uuid(), start: 'queued' } as const]
  const acceptedAt = new Date(event.timestamp).toISOString()
  return String(toEventRow({ event, acceptedAt, source: uuid(), deliveries }, asText)['packed'])
}

const packing: Packing = {
  ...plain,
  pack: ({ facts, text }) => [JSON.stringify(facts), text ?? []].flat().join('\n'),
}
const asText = { packing, retentionDays: 90 }

/** As incompressible as a signature is. */
function signatureOf(id: string): string {
  return `v1,${createHash('sha256').update(id).digest('base64')}`
}

function anExchange(id: string, at: Date, random: () => number): HttpExchange {
  const { integer } = makersFrom(random)
  const ms = (below: number) => integer(below * 10) / 10
  return {
    durations: {
      dnsMs: ms(10),
      connectMs: ms(20),
      tlsMs: ms(40),
      firstByteMs: ms(300),
      totalMs: ms(500),
    },
    address: [integer(256), integer(256), integer(256), integer(256)].join('.'),
    request: {
      url: 'https://erp.customer.net/hooks/marketplace/subscriptions',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Postrider/0.1.0',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signatureOf(id),
      },
    },
    response: {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        date: at.toUTCString(),
        'content-length': '15',
        connection: 'keep-alive',
        server: 'nginx/1.25.3',
      },
      body: { text: '{"status":"ok"}' },
    },
  }
}
