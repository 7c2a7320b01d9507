import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'

import type { HealthState, HealthView } from '../api/views.ts'
import { type Text, useText } from '../text/use-text.ts'
import { useNow } from './clock.ts'
import { formatSoon, formatRelative } from './format.ts'
import { explainReason } from './reason.ts'
import { StatusLabel } from './status-label.tsx'

const types: Readonly<Record<HealthState, StatusIndicatorProps.Type>> = {
  healthy: 'success',
  'not-tried': 'info',
  'test-failed': 'warning',
  failing: 'warning',
  'retry-after': 'pending',
  'circuit-open': 'error',
  disabled: 'stopped',
}

/** The state, with when sending resumes: `Paused (failing; next try 19:09)`. */
export function WebhookState({ health }: { health: HealthView }) {
  const { webhook } = useText()
  const now = useNow()
  const label = labelOf(health, webhook, now)
  return <StatusLabel type={types[health.state]}>{label}</StatusLabel>
}

function labelOf(health: HealthView, { states, paused }: Text['webhook'], now: number): string {
  if (health.state === 'retry-after') return paused.retryAfter(formatSoon(health.pausedUntil, now))
  if (health.state === 'circuit-open')
    return paused.circuitOpen(formatSoon(health.nextProbeAt, now))
  return states[health.state]
}

/** Why a webhook is not healthy, and when the next probe is; undefined if it is healthy. */
export function useHealthReason(health: HealthView | undefined): string | undefined {
  const text = useText()
  const now = useNow()
  return health && explainHealth(health, text, now)
}

function explainHealth(health: HealthView, { reasons, webhook }: Text, now: number) {
  const { health: text } = webhook
  const reason = 'reason' in health ? explainReason(health.reason, reasons) : text.unknown
  const soon = (at: string) => relativeIfFuture(at, now) ?? text.soon
  switch (health.state) {
    case 'healthy':
      return undefined
    case 'not-tried':
      return text.notTried
    case 'test-failed':
      return text.testFailed(explainReason(health.test.reason, reasons))
    case 'failing':
      return text.failing(health.failures, reason)
    case 'retry-after':
      return text.retryAfter(soon(health.pausedUntil))
    case 'circuit-open':
      return text.circuitOpen(reason, soon(health.nextProbeAt))
    case 'disabled':
      return explainDisabled(health.disabled, { reasons, webhook })
  }
}

type Disabled = Extract<HealthView, { state: 'disabled' }>['disabled']

function explainDisabled(
  disabled: Disabled,
  { reasons, webhook: { health: text } }: Pick<Text, 'reasons' | 'webhook'>,
): string {
  if (disabled === undefined) return text.disabledByManager
  const { by, reason } = disabled
  return reason === undefined
    ? text.disabledBy(by)
    : text.disabledByRouter(explainReason(reason, reasons))
}

/** `in 5 minutes`; undefined once the time has passed. */
function relativeIfFuture(at: string | undefined, now: number): string | undefined {
  return at === undefined || Date.parse(at) <= now ? undefined : formatRelative(at, now)
}
