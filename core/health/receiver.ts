import type { Endpoint, EndpointKey } from '../webhooks/endpoint.ts'
import { type Health, type Pause, pauseOf } from './health.ts'
import { type HealthPorts, publishOverdueNotices } from './record-health.ts'

/** An endpoint and the health of its receiver; `pause` while deliveries to it have to wait. */
export type Receiver = {
  endpoint: Endpoint | undefined
  health: Health | undefined
  pause: Pause | undefined
}

/** Reads the endpoint and its health, and publishes overdue notices. */
export async function findReceiver(key: EndpointKey, ports: HealthPorts): Promise<Receiver> {
  const [endpoint, found] = await Promise.all([
    ports.findWebhook(key.marketplace, key.id),
    ports.findHealth(key),
  ])
  const health = found && (await publishOverdueNotices(found, ports))
  // Deliveries to a disabled or deleted endpoint do not wait: they are skipped or dropped.
  const pause = endpoint?.enabled === true ? pauseOf(health, ports.now()) : undefined
  return { endpoint, health, pause }
}
