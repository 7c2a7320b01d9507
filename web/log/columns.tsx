import Link from '@cloudscape-design/components/link'
import type { TableProps } from '@cloudscape-design/components/table'

import type { DeliverySummary } from '../api/views.ts'
import { href, paths } from '../common/paths.ts'
import { formatMs } from '../shared/format.ts'
import { NextAttempt } from '../shared/next-attempt.tsx'
import { ClockTime } from '../shared/timestamp.tsx'
import { WebhookLink } from '../shared/webhook-link.tsx'
import type { Text } from '../text/use-text.ts'
import { EventLink, StatusCell } from './cells.tsx'
import { LastResponse } from './last-response.tsx'
import { Retry } from './retry.tsx'

type Column = TableProps.ColumnDefinition<DeliverySummary> & { id: string; header: string }

/** All columns; the user chooses which are shown. */
export function columnsOf(text: Text): Column[] {
  const { columns } = text.log
  return [
    {
      id: 'status',
      minWidth: 130,
      header: columns.status,
      cell: (one) => <StatusCell delivery={one} />,
    },
    {
      id: 'event',
      minWidth: 170,
      header: columns.event,
      isRowHeader: true,
      cell: (delivery) => <EventLink delivery={delivery} />,
    },
    {
      id: 'webhook',
      minWidth: 130,
      header: columns.webhook,
      cell: ({ webhook }) => <WebhookLink id={webhook} />,
    },
    {
      id: 'response',
      minWidth: 105,
      header: columns.response,
      cell: (one) => <LastResponse delivery={one} />,
    },
    {
      id: 'created',
      minWidth: 115,
      header: columns.created,
      cell: ({ createdAt }) => <ClockTime at={createdAt} />,
    },
    ...countColumns(text),
    ...idColumns(text),
  ]
}

function countColumns({ log: { columns } }: Text): Column[] {
  return [
    { id: 'attempts', header: columns.attempts, cell: ({ attemptCount }) => attemptCount },
    {
      id: 'duration',
      header: columns.duration,
      cell: ({ lastAttempt: last }) => (last === undefined ? '–' : formatMs(last.durationMs)),
    },
    {
      id: 'next',
      minWidth: 120,
      header: columns.next,
      cell: (one) => <NextAttempt delivery={one} />,
    },
  ]
}

function idColumns({ log: { columns } }: Text): Column[] {
  return [
    {
      id: 'resource',
      minWidth: 170,
      header: columns.resource,
      cell: ({ event }) => idText(event.resource.uuid),
    },
    {
      id: 'eventId',
      minWidth: 170,
      header: columns.eventId,
      cell: ({ event: { uuid } }) => <Link href={href(paths.event(uuid))}>{idText(uuid)}</Link>,
    },
  ]
}

/** For managers only. */
export function retryColumn({ log }: Text): Column {
  return {
    id: 'retry',
    header: log.columns.retry,
    minWidth: 100,
    cell: ({ id, status }) =>
      isFinal(status) || (
        <span data-retry>
          <Retry id={id} isInRow />
        </span>
      ),
  }
}

/** Rows offer no retry of delivered or dropped deliveries. Their own page does. */
function isFinal(status: DeliverySummary['status']): boolean {
  return status === 'successful' || status === 'dropped'
}

function idText(id: string) {
  return <span className="verbatim">{id}</span>
}
