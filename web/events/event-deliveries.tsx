import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'
import Table from '@cloudscape-design/components/table'

import type { DeliverySummary } from '../api/views.ts'
import { href, paths } from '../common/paths.ts'
import { LastResponse } from '../log/last-response.tsx'
import { DeliveryStatus } from '../shared/delivery-status.tsx'
import { formatMs } from '../shared/format.ts'
import { NextAttempt } from '../shared/next-attempt.tsx'
import { WebhookLink } from '../shared/webhook-link.tsx'
import { useIsNarrow } from '../shared/width.ts'
import { useText } from '../text/use-text.ts'

export function EventDeliveries({ deliveries }: { deliveries: readonly DeliverySummary[] }) {
  const { log, events, deliveryPage } = useText()
  const isNarrow = useIsNarrow()
  const { columns } = log
  const detailsOf = ({ id }: DeliverySummary) => (
    <Link href={href(paths.delivery(id))}>{deliveryPage.view}</Link>
  )
  const rest = [
    { id: 'response', header: columns.response, cell: responseOf },
    { id: 'attempts', header: columns.attempts, cell: (one: DeliverySummary) => one.attemptCount },
    { id: 'next', header: columns.next, cell: nextAttemptOf },
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
              {isNarrow && <div>{responseOf(one)}</div>}
            </>
          ),
        },
        ...(isNarrow ? [] : rest),
      ]}
    />
  )
}

function responseOf(delivery: DeliverySummary) {
  const { lastAttempt: last } = delivery
  return (
    <>
      <LastResponse delivery={delivery} />
      {last !== undefined && ` · ${formatMs(last.durationMs)}`}
    </>
  )
}

function nextAttemptOf(delivery: DeliverySummary) {
  return <NextAttempt delivery={delivery} />
}
