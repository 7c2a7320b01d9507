import Badge from '@cloudscape-design/components/badge'
import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import Table, { type TableProps } from '@cloudscape-design/components/table'

import { useLatestDeliveries } from '../../api/deliveries.ts'
import { useNames } from '../../api/resources.ts'
import type { DeliverySummary, WebhookView } from '../../api/views.ts'
import { href, places } from '../../app/places.ts'
import { AttemptOutcome } from '../../shared/attempt-outcome.tsx'
import { DeliveryStatus } from '../../shared/delivery-status.tsx'
import { Moment } from '../../shared/moment.tsx'
import { ProblemAlert } from '../../shared/problem-alert.tsx'
import { type Text, useText } from '../../text/use-text.ts'

const most = 10

/** What a webhook sent last. */
export function LatestDeliveries({ webhook }: { webhook: WebhookView }) {
  const { common, webhookDetail: text } = useText()
  const nameOf = useNames()
  const latest = useLatestDeliveries(webhook.id, most)
  const empty = latest.isError ? (
    <ProblemAlert error={latest.error} tryAgain={() => void latest.refetch()} />
  ) : (
    <Box>{text.noneYet}</Box>
  )
  return (
    <Table
      header={
        <Header
          variant="h2"
          actions={
            <Link href={`${href(places.log)}?webhook=${encodeURIComponent(webhook.id)}`}>
              {text.all}
            </Link>
          }
        >
          {text.latest}
        </Header>
      }
      columnDefinitions={columnsOf(text, nameOf.action)}
      items={latest.data ?? []}
      trackBy="id"
      loading={latest.isPending}
      loadingText={common.loading}
      ariaLabels={{ tableLabel: text.latest }}
      empty={empty}
    />
  )
}

function columnsOf(
  { columns, isTest }: Text['webhookDetail'],
  nameOf: (action: string) => string,
): TableProps.ColumnDefinition<DeliverySummary>[] {
  return [
    {
      id: 'status',
      header: columns.status,
      cell: ({ status }) => <DeliveryStatus status={status} />,
    },
    {
      id: 'event',
      header: columns.event,
      isRowHeader: true,
      cell: ({ id, event, isTest: wasTest }) => (
        <>
          <Link href={href(places.delivery(id))}>
            {nameOf(event.resourceAction)} {event.resource.uuid}
          </Link>{' '}
          {wasTest === true && <Badge>{isTest}</Badge>}
        </>
      ),
    },
    {
      id: 'created',
      header: columns.created,
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
    { id: 'attempts', header: columns.attempts, cell: ({ attemptCount }) => attemptCount },
    {
      id: 'last',
      header: columns.last,
      cell: ({ lastAttempt }) => lastAttempt && <AttemptOutcome attempt={lastAttempt} />,
    },
    {
      id: 'next',
      header: columns.next,
      cell: ({ nextAttemptAt }) =>
        nextAttemptAt === undefined ? '–' : <Moment at={nextAttemptAt} />,
    },
  ]
}
