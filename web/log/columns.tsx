import Link from '@cloudscape-design/components/link'
import type { TableProps } from '@cloudscape-design/components/table'

import type { DeliverySummary } from '../api/views.ts'
import { href, places } from '../common/paths.ts'
import { inMs } from '../shared/format.ts'
import { Moment } from '../shared/timestamp.tsx'
import { NextTry } from '../shared/next-attempt.tsx'
import { WebhookLink } from '../shared/webhook-link.tsx'
import type { Text } from '../text/use-text.ts'
import { EventLink, StatusNow } from './cells.tsx'
import { LastAnswer } from './last-response.tsx'
import { Retry } from './retry.tsx'

type Column = TableProps.ColumnDefinition<DeliverySummary> & { id: string; header: string }

/** Every column that the log can show; which are, is chosen. */
export function columnsOf(text: Text): Column[] {
  const { columns } = text.log
  return [
    {
      id: 'status',
      minWidth: 115,
      header: columns.status,
      cell: (one) => <StatusNow delivery={one} />,
    },
    {
      id: 'event',
      minWidth: 120,
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
      id: 'answer',
      minWidth: 105,
      header: columns.answer,
      cell: (one) => <LastAnswer delivery={one} />,
    },
    {
      id: 'created',
      minWidth: 115,
      header: columns.created,
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
    ...counted(text),
    ...named(text),
  ]
}

function counted({ log: { columns } }: Text): Column[] {
  return [
    { id: 'attempts', header: columns.attempts, cell: ({ attemptCount }) => attemptCount },
    {
      id: 'duration',
      header: columns.duration,
      cell: ({ lastAttempt: last }) => (last === undefined ? '–' : inMs(last.durationMs)),
    },
    {
      id: 'next',
      minWidth: 120,
      header: columns.next,
      cell: (one) => <NextTry delivery={one} />,
    },
  ]
}

function named({ log: { columns } }: Text): Column[] {
  return [
    {
      id: 'resource',
      minWidth: 170,
      header: columns.resource,
      cell: ({ event }) => asId(event.resource.uuid),
    },
    {
      id: 'eventId',
      minWidth: 170,
      header: columns.eventId,
      cell: ({ event: { uuid } }) => <Link href={href(places.event(uuid))}>{asId(uuid)}</Link>,
    },
  ]
}

/** The column of those who may change something. */
export function retryColumn({ log }: Text): Column {
  return {
    id: 'retry',
    header: log.columns.retry,
    minWidth: 100,
    cell: ({ id, status }) => isDone(status) || <Retry id={id} isInRow />,
  }
}

/** Of what was delivered, or has nowhere to go, nobody wants a retry; its own page offers it. */
function isDone(status: DeliverySummary['status']): boolean {
  return status === 'successful' || status === 'dropped'
}

function asId(id: string) {
  return <span className="verbatim">{id}</span>
}
