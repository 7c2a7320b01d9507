import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { DeliveryDetail } from '../../api/views.ts'
import { href, paths } from '../../common/paths.ts'
import { CopyId } from '../../shared/copy-id.tsx'
import { DeliveryStatus } from '../../shared/delivery-status.tsx'
import { KeyValues } from '../../shared/key-values.tsx'
import { NextAttempt } from '../../shared/next-attempt.tsx'
import { FullTimestamp } from '../../shared/timestamp.tsx'
import { WebhookLink } from '../../shared/webhook-link.tsx'
import { type Text, useText } from '../../text/use-text.ts'
import { FailureAlert } from './failure-alert.tsx'
import { LifeLine } from './life-line.tsx'
import { WaitingAlert } from './waiting-alert.tsx'

export function Overview({ delivery }: { delivery: DeliveryDetail }) {
  const { deliveryPage: text } = useText()
  return (
    <Container>
      <SpaceBetween size="m">
        {delivery.isTest === true && <Alert type="info">{text.isTest}</Alert>}
        <KeyValues
          columns={3}
          items={[...stateItems(delivery, text), ...eventItems(delivery, text)]}
        />
        <LifeLine delivery={delivery} />
        <FailureAlert delivery={delivery} />
        <WaitingAlert delivery={delivery} />
      </SpaceBetween>
    </Container>
  )
}

function stateItems(delivery: DeliveryDetail, text: Text['deliveryPage']) {
  const { status, webhook, attemptCount, nextAttemptAt, waitsFor, requested, recovery, sequence } =
    delivery
  return [
    { label: text.status, value: <DeliveryStatus status={status} /> },
    { label: text.webhook, value: <WebhookLink id={webhook} /> },
    { label: text.attempts, value: attemptCount },
    status === 'pending' &&
      (nextAttemptAt ?? waitsFor) !== undefined && {
        label: text.nextAttempt,
        value: <NextAttempt delivery={delivery} />,
      },
    requested !== undefined && { label: text.requestedBy, value: requested.by },
    recovery !== undefined && { label: text.recovery, value: recovery },
    sequence !== undefined && { label: text.sequence, value: sequence },
  ]
}

function eventItems({ createdAt, event }: DeliveryDetail, text: Text['deliveryPage']) {
  return [
    { label: text.created, value: <FullTimestamp at={createdAt} /> },
    {
      label: text.eventTime,
      value: <FullTimestamp at={new Date(event.timestamp).toISOString()} />,
    },
    {
      label: text.eventId,
      value: <Link href={href(paths.event(event.uuid))}>{event.uuid}</Link>,
    },
    {
      label: text.resourceId,
      value: <CopyId name={text.resourceId} value={event.resource.uuid} />,
    },
  ]
}
