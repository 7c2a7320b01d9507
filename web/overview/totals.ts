import type { WebhookView } from '../api/views.ts'

type Totals = Readonly<Record<'successful' | 'pending' | 'failed', number>>

/** The counts of all webhooks together. */
export function totalsOf(stats: readonly { totals: Totals }[]): Totals {
  const sum = (status: keyof Totals) =>
    stats.reduce((total, { totals }) => total + totals[status], 0)
  return { successful: sum('successful'), pending: sum('pending'), failed: sum('failed') }
}

/** Whether somebody must act: its receiver fails or pauses, or the router disabled it. */
export function needsAttention({ health }: Pick<WebhookView, 'health'>): boolean {
  if (health.state === 'disabled') return health.disabled?.reason !== undefined
  return health.state !== 'healthy' && health.state !== 'not-tried'
}
