import type { ReadOptions } from '../ports.ts'
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
export async function findReceiver(
  key: EndpointKey,
  ports: HealthPorts,
  options?: ReadOptions,
): Promise<Receiver> {
  const [endpoint, found] = await Promise.all([
    ports.findWebhook(key.marketplace, key.id, options),
    ports.findHealth(key, options),
  ])
  const health = found && (await publishOverdueNotices(found, ports))
  // Deliveries to a disabled or deleted endpoint do not wait: they are skipped or dropped.
  const pause = endpoint?.enabled === true ? pauseOf(health, ports.now()) : undefined
  return { endpoint, health, pause }
}

/**
 * The receiver of a first attempt, read for half the price. It may be stale by a second where the
 * attempt goes ahead. What would hold the attempt back is read again, and so is an endpoint older
 * than the version that fan-out saw.
 */
export async function findReceiverForFirst(
  key: EndpointKey,
  version: number | undefined,
  ports: HealthPorts,
): Promise<Receiver> {
  const receiver = await findReceiver(key, ports, { mayBeStale: true })
  const { endpoint, pause } = receiver
  const goesAhead = endpoint?.enabled === true && pause === undefined
  const isCurrent = endpoint !== undefined && endpoint.version >= (version ?? 0)
  return goesAhead && isCurrent ? receiver : findReceiver(key, ports)
}
