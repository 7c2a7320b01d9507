import type { WebhookView } from '../api/views.ts'
import { useWebhook } from '../api/webhooks.ts'
import { useText } from '../text/use-text.ts'
import { useHealthReason } from './webhook-state.tsx'

/** Why a webhook's overdue deliveries are still waiting: a short label and the full reason. */
export function useWaitingReason(id: string) {
  const { nextAttempt: text } = useText()
  const { data: webhook } = useWebhook(id)
  const health = useHealthReason(webhook?.health)
  const kind = kindOf(webhook)
  const reason = [health, text.resumes[kind]].filter((part) => part !== undefined).join(' ')
  return { label: text.waiting[kind], reason }
}

function kindOf(webhook: WebhookView | undefined) {
  switch (webhook?.health.state) {
    case 'circuit-open':
    case 'retry-after':
    case 'disabled':
      return webhook.health.state
    default:
      return webhook?.limits === undefined ? 'unknown' : 'limits'
  }
}
