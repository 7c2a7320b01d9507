import * as z from 'zod'

import type { Event } from '../events/event.ts'
import { canaryMarketplace as marketplace } from '../marketplaces/names.ts'
import type { Log, Secrets } from '../ports.ts'
import { openSigningSecrets } from '../webhooks/signing-secrets.ts'
import { canaryEvent, type CanaryWebhookPorts, ensureCanaryWebhook } from './canary-webhook.ts'

export type CanaryPorts = CanaryWebhookPorts & {
  /** Puts the event on the bus, as a producer does. */
  publish: (event: Event) => Promise<void>
  openSecrets: Secrets['open']
  /** Whether one of the secrets signed the request, by Standard Webhooks. */
  isSigned: (request: CanaryRequest, secrets: readonly string[]) => boolean
  newUuid: () => string
  log: Log
}

/** A request to the canary's receiver; the names of headers are in lower case. */
export type CanaryRequest = {
  headers: Readonly<Record<string, string | undefined>>
  body: string
}

/** Publishes an event, which the whole router then brings to `receiveCanary` at this URL. */
export async function sendCanary(url: string, ports: CanaryPorts): Promise<void> {
  await ensureCanaryWebhook(url, ports)
  const event: Event = {
    marketplace,
    uuid: ports.newUuid(),
    timestamp: ports.now().getTime(),
    resource: { type: canaryEvent.type, uuid: 'canary', content: '{"name":"Canary"}' },
    resourceAction: canaryEvent.action,
  }
  await ports.publish(event)
  ports.log({ level: 'INFO', message: 'canary sent', event: event.uuid })
}

const Notification = z.object({ uuid: z.string(), timestamp: z.number() })

/** Logs that a canary arrived, and how long it took; false if its signature is not ours. */
export async function receiveCanary(request: CanaryRequest, ports: CanaryPorts): Promise<boolean> {
  const webhooks = await ports.findWebhooks(marketplace)
  const opened = await Promise.all(
    webhooks.map((webhook) => openSigningSecrets(webhook, ports.now(), ports.openSecrets)),
  )
  const secrets = opened.flat().map(({ secret }) => secret)
  if (!ports.isSigned(request, secrets)) return false

  const { uuid, timestamp } = Notification.parse(JSON.parse(request.body))
  const canaryMs = ports.now().getTime() - timestamp
  ports.log({ level: 'INFO', message: 'canary arrived', event: uuid, canaryMs })
  return true
}
