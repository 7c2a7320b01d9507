import type { Action } from '../../core/catalogue.ts'

export type DeliveryStatus = 'pending' | 'successful' | 'failed' | 'skipped' | 'dropped'

export type DurationsView = {
  dnsMs?: number
  connectMs?: number
  tlsMs?: number
  firstByteMs?: number
  totalMs: number
}

export type AttemptView = {
  number: number
  startedAt: string
  durationMs: number
  requestedBy?: string
  outcome: 'delivered' | 'failed' | 'refused'
  status?: number
  because?: string
  durations?: DurationsView
  address?: string
  request?: { url: string; headers: Record<string, string> }
  response?: { headers: Record<string, string>; body: { text: string; cut?: string } }
}

export type DeliverySummary = {
  id: string
  webhook: string
  event: {
    uuid: string
    timestamp: number
    resource: { type: string; uuid: string }
    resourceAction: Action
  }
  status: DeliveryStatus
  createdAt: string
  attemptCount: number
  nextAttemptAt?: string
  requested?: { by: string; at: string }
  isTest?: boolean
  recovery?: string
  lastAttempt?: AttemptView
}

export type DeliveryDetail = Omit<DeliverySummary, 'lastAttempt'> & { attempts: AttemptView[] }

export type EventView = {
  event: {
    uuid: string
    timestamp: number
    resource: { type: string; uuid: string; url?: string; content?: unknown }
    resourceAction: Action
  }
  deliveries: DeliverySummary[]
}

export type StatsRange = 'hour' | 'day' | 'week' | 'month'

export type LatencyView = { sample: number; p50Ms: number; p95Ms: number; p99Ms: number }

export type StatusCounts = Record<DeliveryStatus, number>

export type StatsBucket = StatusCounts & { from: string; latency: LatencyView | null }

export type StatsView = {
  range: StatsRange
  from: string
  to: string
  bucketSeconds: number
  buckets: StatsBucket[]
  totals: StatusCounts & { successRate: number | null }
  latency: LatencyView | null
}
