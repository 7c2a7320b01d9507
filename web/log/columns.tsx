import Badge from '@cloudscape-design/components/badge'
import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { TableProps } from '@cloudscape-design/components/table'

import type { useNames } from '../api/resources.ts'
import type { DeliverySummary } from '../api/views.ts'
import { href, places } from '../app/places.ts'
import { Countdown } from '../shared/countdown.tsx'
import { DeliveryStatus } from '../shared/delivery-status.tsx'
import { inMs } from '../shared/format.ts'
import { Moment } from '../shared/moment.tsx'
import { WebhookLink } from '../shared/webhook-link.tsx'
import type { Text } from '../text/use-text.ts'
import { LastAnswer } from './last-answer.tsx'
import { Retry } from './retry.tsx'

type Column = TableProps.ColumnDefinition<DeliverySummary> & { id: string; header: string }

type Names = ReturnType<typeof useNames>

/** `Subscription added`. */
export function whatHappened({ event }: Pick<DeliverySummary, 'event'>, names: Names, text: Text) {
  return text.log.happened(names.resource(event.resource.type), names.action(event.resourceAction))
}

/** Every column that the log can show; which are, is chosen. */
export function columnsOf(text: Text, names: Names): Column[] {
  const { columns } = text.log
  return [
    {
      id: 'status',
      minWidth: 125,
      header: columns.status,
      cell: (one) => <StatusNow delivery={one} />,
    },
    {
      id: 'event',
      minWidth: 140,
      header: columns.event,
      isRowHeader: true,
      cell: (delivery) => <EventLink delivery={delivery} names={names} text={text} />,
    },
    {
      id: 'webhook',
      minWidth: 130,
      header: columns.webhook,
      cell: ({ webhook }) => <WebhookLink id={webhook} />,
    },
    {
      id: 'answer',
      minWidth: 115,
      header: columns.answer,
      cell: (one) => <LastAnswer delivery={one} />,
    },
    {
      id: 'created',
      minWidth: 110,
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
      cell: ({ nextAttemptAt: at }) => (at === undefined ? '–' : <Countdown to={at} />),
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
    minWidth: 105,
    cell: ({ id, status }) => isDone(status) || <Retry id={id} isInRow />,
  }
}

/** Of what was delivered, or has nowhere to go, nobody wants a retry; its own page offers it. */
function isDone(status: DeliverySummary['status']): boolean {
  return status === 'successful' || status === 'dropped'
}

/** All of a delivery in one column. */
export function narrowColumn(text: Text, names: Names): Column {
  return {
    id: 'delivery',
    header: text.log.columns.delivery,
    isRowHeader: true,
    cell: (delivery) => (
      <div className="log-summary">
        <div>
          <EventLink delivery={delivery} names={names} text={text} />
          <Box color="text-body-secondary">
            <Moment at={delivery.createdAt} />
          </Box>
        </div>
        <StatusNow delivery={delivery} />
        {delivery.status !== 'successful' && <LastAnswer delivery={delivery} />}
        <WebhookLink id={delivery.webhook} />
      </div>
    ),
  }
}

/** How it stands, and while it waits, when it goes on. */
function StatusNow({ delivery: { status, nextAttemptAt } }: { delivery: DeliverySummary }) {
  return (
    <>
      <DeliveryStatus status={status} />
      {status === 'pending' && nextAttemptAt !== undefined && (
        <Box variant="small" display="block">
          <Countdown to={nextAttemptAt} />
        </Box>
      )}
    </>
  )
}

type EventLinkProps = { delivery: DeliverySummary; names: Names; text: Text }

function EventLink({ delivery, names, text }: EventLinkProps) {
  return (
    <SpaceBetween direction="horizontal" size="xxs">
      <Link href={href(places.delivery(delivery.id))}>{whatHappened(delivery, names, text)}</Link>
      {delivery.isTest === true && <Badge>{text.log.test}</Badge>}
    </SpaceBetween>
  )
}

function asId(id: string) {
  return <span className="verbatim">{id}</span>
}
