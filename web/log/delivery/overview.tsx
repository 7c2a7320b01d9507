import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { DeliveryDetail } from '../../api/views.ts'
import { href, places } from '../../common/paths.ts'
import { CopyId } from '../../shared/copy-id.tsx'
import { DeliveryStatus } from '../../shared/delivery-status.tsx'
import { FullMoment } from '../../shared/timestamp.tsx'
import { NextTry } from '../../shared/next-attempt.tsx'
import { WebhookLink } from '../../shared/webhook-link.tsx'
import { type Text, useText } from '../../text/use-text.ts'
import { HeldBack } from './waiting-alert.tsx'
import { Trouble } from './failure-alert.tsx'

/** What is delivered where, and how it stands. */
export function Overview({ delivery }: { delivery: DeliveryDetail }) {
  const { deliveryPage: text } = useText()
  return (
    <Container>
      <SpaceBetween size="m">
        {delivery.isTest === true && <Alert type="info">{text.isTest}</Alert>}
        <KeyValuePairs
          columns={3}
          items={[...standing(delivery, text), ...facts(delivery, text)]}
        />
        <Trouble delivery={delivery} />
        <HeldBack delivery={delivery} />
      </SpaceBetween>
    </Container>
  )
}

function standing(delivery: DeliveryDetail, text: Text['deliveryPage']) {
  const { status, webhook, attemptCount, nextAttemptAt, requested, recovery } = delivery
  const items = [
    { label: text.status, value: <DeliveryStatus status={status} /> },
    { label: text.webhook, value: <WebhookLink id={webhook} /> },
    { label: text.attempts, value: attemptCount },
    status === 'pending' &&
      nextAttemptAt !== undefined && {
        label: text.nextTry,
        value: <NextTry delivery={delivery} />,
      },
    requested !== undefined && { label: text.asked, value: requested.by },
    recovery !== undefined && { label: text.recovery, value: recovery },
  ]
  return items.filter((item) => item !== false)
}

function facts({ createdAt, event }: DeliveryDetail, text: Text['deliveryPage']) {
  return [
    { label: text.created, value: <FullMoment at={createdAt} /> },
    {
      label: text.happened,
      value: <FullMoment at={new Date(event.timestamp).toISOString()} />,
    },
    {
      label: text.eventId,
      value: <Link href={href(places.event(event.uuid))}>{event.uuid}</Link>,
    },
    {
      label: text.resourceId,
      value: <CopyId name={text.resourceId} value={event.resource.uuid} />,
    },
  ]
}
