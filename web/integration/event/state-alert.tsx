import Alert from '@cloudscape-design/components/alert'

import type { IntegrationEventView } from '../../api/integration-views.ts'
import { FullTimestamp } from '../../shared/timestamp.tsx'
import { useText } from '../../text/use-text.ts'
import { useAge } from '../use-age.ts'

/** What a pending event waits for, and for how long; why a failed one failed. */
export function StateAlert({ event }: { event: IntegrationEventView }) {
  const { integrationEventPage: text } = useText()
  const { status, result } = event
  if (event.isCallUnknown === true) {
    return (
      <Alert type="warning" header={text.unknownCall}>
        {text.unknownCallExplained}
      </Alert>
    )
  }
  if (status === 'pending') return <Pending event={event} />
  if (status === 'complete' || result === undefined) return null
  return (
    <Alert type="error" header={result.errorCode ?? text.success.false}>
      <span className="unspaced">{result.message ?? result.note ?? text.success.false}</span>
    </Alert>
  )
}

function Pending({ event: { stage, createdAt, remindedAt } }: { event: IntegrationEventView }) {
  const { integrationEventPage: text } = useText()
  const age = useAge(createdAt)
  return (
    <Alert type={remindedAt === undefined ? 'info' : 'warning'} header={text.pendingSince(age)}>
      {text.stages[stage]}
      {remindedAt !== undefined && (
        <div>
          {text.reminded} <FullTimestamp at={remindedAt} />
        </div>
      )}
    </Alert>
  )
}
