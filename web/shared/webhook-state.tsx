import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator'

import type { HealthState, HealthView } from '../api/views.ts'
import { type Text, useText } from '../text/use-text.ts'
import { causeInWords } from './reason.ts'
import { useNow } from './clock.ts'
import { fromNow } from './format.ts'

const types: Readonly<Record<HealthState, StatusIndicatorProps.Type>> = {
  healthy: 'success',
  failing: 'warning',
  'retry-after': 'pending',
  'circuit-open': 'error',
  disabled: 'stopped',
}

/** How a webhook's receiver fares. */
export function WebhookState({ state }: { state: HealthState }) {
  const { webhook } = useText()
  return <StatusIndicator type={types[state]}>{webhook.states[state]}</StatusIndicator>
}

/** Why it is not well, and when the router asks again; undefined when it is, or nobody knows. */
export function useReason(health: HealthView | undefined): string | undefined {
  const text = useText()
  const now = useNow()
  return health && reasonOf(health, text, now)
}

function reasonOf(health: HealthView, { causes, webhook: { reasons } }: Text, now: number) {
  const reason = 'reason' in health ? causeInWords(health.reason, causes) : reasons.unknown
  switch (health.state) {
    case 'healthy':
      return undefined
    case 'failing':
      return reasons.failing(health.failures, reason)
    case 'retry-after':
      return reasons['retry-after'](ahead(health.pausedUntil, now) ?? reasons.soon)
    case 'circuit-open': {
      const next = ahead(health.nextProbeAt, now) ?? reasons.soon
      return reasons.circuitOpen(reason, next)
    }
    case 'disabled':
      return health.disabled === undefined
        ? reasons.disabledByManager
        : reasons.disabledByRouter(causeInWords(health.disabled.reason, causes))
  }
}

/** How long it is until then; undefined when it is due. */
function ahead(at: string | undefined, now: number): string | undefined {
  return at === undefined || Date.parse(at) <= now ? undefined : fromNow(at, now)
}
