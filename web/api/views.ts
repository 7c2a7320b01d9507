/**
 * What the API answers, as far as the page reads it. The one place that says so: where the API's own
 * code has a type for it, that is taken.
 */
import type { Action } from '../../core/catalogue.ts'
import type { AttemptView } from './delivery-views.ts'

export type { Action } from '../../core/catalogue.ts'
export type * from './delivery-views.ts'

export type List<Item> = { items: Item[]; cursor?: string }

export type Me = {
  subject: string
  marketplace: string
  role: 'viewer' | 'manager' | 'producer' | null
  scopes: string[]
}

export type ResourceView = {
  type: string
  name: string
  actions: { action: Action; name: string; eventType: string }[]
  notes: string
  /** A made-up one, as events tell of it. */
  sample: { uuid: string; url: string; content: Readonly<Record<string, unknown>> }
}

type OAuth2View = {
  accessTokenUri: string
  clientId: string
  scope?: string
  clientAuthentication: 'BASIC' | 'BODY'
  extraParameters?: Record<string, string>
}

export type AuthenticationView =
  | { type: 'NONE' }
  | { type: 'TOKEN'; header?: string; prefix?: string }
  | ({ type: 'OAUTH2_CLIENT_CREDENTIALS' } & OAuth2View)
  | ({ type: 'OAUTH2_RESOURCE_OWNER_PASSWORD'; username: string } & OAuth2View)

export type AuthenticationType = AuthenticationView['type']

export type HealthState = 'healthy' | 'failing' | 'held' | 'circuit open' | 'disabled'

export type HealthView = {
  state: HealthState
  disabled?: { at: string; because: string }
  failingSince?: string
  failures?: number
  because?: string
  heldUntil?: string
  nextProbeAt?: string
}

export type WebhookView = {
  id: string
  url: string
  resource: string
  actions: Action[]
  description: string
  enabled: boolean
  disabled?: { at: string; because: string }
  authentication: AuthenticationView
  timeLimitSeconds?: number
  retryWaitsSeconds?: number[]
  limits?: { perSecond?: number; inFlight?: number }
  version: number
  createdAt: string
  createdBy: string
  changedAt: string
  changedBy: string
  secretShownTimes: number
  secretShownAt?: string
  secretShownBy?: string
  previousSecretValidUntil?: string
  health?: HealthView
  /** What the receiver answered when the webhook was enabled. */
  probe?: ProbeView
}

export type ProbeView = {
  delivery: string
  succeeded: boolean
  because?: string
  attempt?: AttemptView
}

export type SecretView = { secret: string; previous?: { secret: string; validUntil: string } }

export type RecoveryView = {
  id: string
  webhook: string
  status: 'running' | 'completed' | 'cancelled'
  from: string
  to: string
  statuses: ('failed' | 'skipped')[]
  total: number
  recovered: number
  createdAt: string
  by: string
  endedAt?: string
  because?: string
}

export type RecoveryCount = {
  from: string
  to: string
  counts: Partial<Record<'failed' | 'skipped', number>>
  total: number
}

export type AuditView = {
  id: string
  at: string
  by: string
  action: string
  webhook?: string
  delivery?: string
  recovery?: string
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}
