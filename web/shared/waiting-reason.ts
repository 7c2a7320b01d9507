import type { WebhookView } from '../api/views.ts'
import { useWebhook } from '../api/webhooks.ts'
import { useText } from '../text/use-text.ts'
import { useReason } from './webhook-state.tsx'

/** What holds back a webhook's deliveries that are due: in a few words, and why. */
export function useHeldBack(id: string) {
  const { nextTry: text } = useText()
  const { data: webhook } = useWebhook(id)
  const why = useReason(webhook?.health)
  const cause = causeOf(webhook)
  const reason = [why, text.goesOn[cause]].filter((part) => part !== undefined).join(' ')
  return { short: cause === 'unknown' ? text.heldBack : text[cause], reason }
}

function causeOf(webhook: WebhookView | undefined) {
  switch (webhook?.health.state) {
    case 'circuit-open':
      return 'circuitOpen'
    case 'retry-after':
      return 'retry-after'
    case 'disabled':
      return 'disabled'
    default:
      return webhook?.limits === undefined ? 'unknown' : 'limits'
  }
}
