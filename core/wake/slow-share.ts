import type { HealthStore } from '../health/health-store.ts'
import type { Health } from '../health/health.ts'
import { slowLimit } from '../health/slow-receiver.ts'
import type { Endpoint } from '../webhooks/endpoint.ts'

/** The endpoint's limits; while its receiver is slow, no more in flight than that allows. */
export async function limitsWhileSlow(
  { marketplace, limits }: Endpoint,
  health: Health | undefined,
  { findAllHealth }: Pick<HealthStore, 'findAllHealth'>,
): Promise<Endpoint['limits']> {
  if (health?.slow === undefined) return limits

  const all = await findAllHealth(marketplace, { mayBeStale: true })
  const inFlight = Math.min(limits?.inFlight ?? Infinity, slowLimit(health.slow, all))
  return { ...limits, inFlight }
}
