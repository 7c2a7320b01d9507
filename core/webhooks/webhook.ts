import type { JsonText } from '../values/json-text.ts'
import type { Endpoint } from './endpoint.ts'

/** What a manager sets up: an endpoint with its subscriptions. */
export type Webhook = Endpoint & {
  /** Its subscriptions as event types: `subscription.added`, `order.*` or `*`. */
  events: string[]
  /** The pattern that events must match too, as JSON text: its numbers and names stay as they are. */
  filter?: JsonText
  description: string
  /** The addresses that get mail when it is failing, disabled or back. */
  notify?: string[]
  createdAt: string
  createdBy: string
  changedAt: string
  changedBy: string
  /** How often the signing secret was read, when it was last read, and by whom. */
  secretShownCount: number
  secretShownAt?: string | undefined
  secretShownBy?: string | undefined
}
