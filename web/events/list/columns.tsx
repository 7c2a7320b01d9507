import Badge from '@cloudscape-design/components/badge'
import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { TableProps } from '@cloudscape-design/components/table'

import '../../log/log.css'

import type { ListedEvent } from '../../api/event-list.ts'
import { href, paths } from '../../common/paths.ts'
import { useEventTitle } from '../../log/cells.tsx'
import { Timestamp } from '../../shared/timestamp.tsx'
import { type Text, useText } from '../../text/use-text.ts'
import { EventOutcome } from './event-outcome.tsx'

type Column = TableProps.ColumnDefinition<ListedEvent> & { id: string; header: string }

/** All columns; the user chooses which are shown. */
export function columnsOf({ events: { list }, log }: Text): Column[] {
  const { columns } = list
  return [
    {
      id: 'event',
      minWidth: 150,
      header: log.columns.event,
      isRowHeader: true,
      cell: (listed) => <EventLink listed={listed} />,
    },
    {
      id: 'resource',
      minWidth: 170,
      header: log.columns.resource,
      cell: ({ event }) => <span className="verbatim">{event.resource.uuid}</span>,
    },
    {
      id: 'outcome',
      minWidth: 200,
      header: columns.outcome,
      cell: (listed) => <EventOutcome listed={listed} />,
    },
    {
      id: 'accepted',
      minWidth: 115,
      header: columns.accepted,
      cell: ({ acceptedAt }) => <Timestamp at={acceptedAt} />,
    },
    {
      id: 'eventId',
      minWidth: 170,
      header: log.columns.eventId,
      cell: ({ event }) => <span className="verbatim">{event.uuid}</span>,
    },
  ]
}

/** The whole event in one column. */
export function narrowColumn({ log }: Text): TableProps.ColumnDefinition<ListedEvent> {
  return {
    id: 'event',
    header: log.columns.event,
    isRowHeader: true,
    cell: (listed) => (
      <div className="log-summary">
        <div>
          <EventLink listed={listed} />
          <Box color="text-body-secondary">
            <Timestamp at={listed.acceptedAt} />
          </Box>
        </div>
        <EventOutcome listed={listed} />
        <span className="verbatim">{listed.event.resource.uuid}</span>
      </div>
    ),
  }
}

function EventLink({ listed }: { listed: ListedEvent }) {
  const { log } = useText()
  const eventTitle = useEventTitle()
  return (
    <SpaceBetween direction="horizontal" size="xxs">
      <Link href={href(paths.event(listed.event.uuid))}>{eventTitle(listed)}</Link>
      {listed.test === true && <Badge>{log.test}</Badge>}
    </SpaceBetween>
  )
}
