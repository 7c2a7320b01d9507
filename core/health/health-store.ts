import type { ReadOptions } from '../ports.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'
import type { Health } from './health.ts'

/** The health of receivers that are not healthy. A healthy receiver has no row. */
export type HealthStore = {
  findHealth: (key: EndpointKey, options?: ReadOptions) => Promise<Health | undefined>
  findAllHealth: (marketplace: string, options?: ReadOptions) => Promise<Health[]>
  /** Saves the health, or removes it; false if another change came first. */
  replaceHealth: (after: Health | undefined, before: Health | undefined) => Promise<boolean>
}
