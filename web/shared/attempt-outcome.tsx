import type { AttemptView } from '../api/views.ts'
import { useText } from '../text/use-text.ts'
import { Breakable } from './breakable.tsx'
import { reasonOf, shortReason } from './reason.ts'
import { StatusLabel } from './status-label.tsx'

/** The outcome with the status or the reason: `Failed: connection refused`. */
export function AttemptOutcome({ attempt }: { attempt: AttemptView }) {
  const { delivery } = useText()
  const { outcome, status } = attempt
  const reason = reasonOf(attempt)
  const response = status === undefined ? undefined : `HTTP ${status}`
  const detail = reason === undefined ? response : shortReason(reason)
  const outcomeText = delivery.outcomes[outcome]
  return (
    <StatusLabel type={outcome === 'delivered' ? 'success' : 'error'}>
      <Breakable text={detail === undefined ? outcomeText : `${outcomeText}: ${detail}`} />
    </StatusLabel>
  )
}
