import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'
import Table from '@cloudscape-design/components/table'

import type { DeliverySummary } from '../api/views.ts'
import { href, places } from '../common/paths.ts'
import { LastAnswer } from '../log/last-response.tsx'
import { DeliveryStatus } from '../shared/delivery-status.tsx'
import { inMs } from '../shared/format.ts'
import { NextTry } from '../shared/next-attempt.tsx'
import { useIsNarrow } from '../shared/width.ts'
import { WebhookLink } from '../shared/webhook-link.tsx'
import { useText } from '../text/use-text.ts'

/** An event's deliveries: to which webhook, and how each stands. */
export function EventDeliveries({ deliveries }: { deliveries: readonly DeliverySummary[] }) {
  const { log, events, deliveryPage } = useText()
  const isNarrow = useIsNarrow()
  const { columns } = log
  const detailsOf = ({ id }: DeliverySummary) => (
    <Link href={href(places.delivery(id))}>{deliveryPage.details}</Link>
  )
  const rest = [
    { id: 'answer', header: columns.answer, cell: answerOf },
    { id: 'attempts', header: columns.attempts, cell: (one: DeliverySummary) => one.attemptCount },
    { id: 'next', header: columns.next, cell: nextTryOf },
    { id: 'delivery', header: columns.delivery, cell: detailsOf },
  ]
  return (
    <Table
      variant="embedded"
      items={deliveries}
      trackBy="id"
      wrapLines
      ariaLabels={{ tableLabel: log.table }}
      empty={<Box textAlign="center">{events.noDeliveries}</Box>}
      columnDefinitions={[
        {
          id: 'webhook',
          header: columns.webhook,
          isRowHeader: true,
          cell: (one) => (
            <>
              <WebhookLink id={one.webhook} />
              {isNarrow && <Box padding={{ top: 's' }}>{detailsOf(one)}</Box>}
            </>
          ),
        },
        {
          id: 'status',
          header: columns.status,
          minWidth: 130,
          cell: (one) => (
            <>
              <DeliveryStatus status={one.status} />
              {isNarrow && <div>{answerOf(one)}</div>}
            </>
          ),
        },
        ...(isNarrow ? [] : rest),
      ]}
    />
  )
}

function answerOf(delivery: DeliverySummary) {
  const { lastAttempt: last } = delivery
  return (
    <>
      <LastAnswer delivery={delivery} />
      {last !== undefined && ` · ${inMs(last.durationMs)}`}
    </>
  )
}

function nextTryOf(delivery: DeliverySummary) {
  return <NextTry delivery={delivery} />
}
