import StatusIndicator from '@cloudscape-design/components/status-indicator'

import type { AttemptView } from '../api/views.ts'
import { useText } from '../text/use-text.ts'
import { becauseOf, causeInShort } from './reason.ts'

/** How an attempt ended, with the receiver's status or the reason: `Failed: connection refused`. */
export function AttemptOutcome({ attempt }: { attempt: AttemptView }) {
  const { delivery } = useText()
  const { outcome, status } = attempt
  const reason = becauseOf(attempt)
  const answered = status === undefined ? undefined : `HTTP ${status}`
  const facts = reason === undefined ? answered : causeInShort(reason)
  const said = delivery.outcomes[outcome]
  return (
    <StatusIndicator type={outcome === 'delivered' ? 'success' : 'error'}>
      {facts === undefined ? said : `${said}: ${facts}`}
    </StatusIndicator>
  )
}
