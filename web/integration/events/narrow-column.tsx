import Box from '@cloudscape-design/components/box'
import type { TableProps } from '@cloudscape-design/components/table'

import '../../log/log.css'

import type { IntegrationEventRow } from '../../api/integration-event-log.ts'
import { Timestamp } from '../../shared/timestamp.tsx'
import type { Text } from '../../text/use-text.ts'
import { ProductLink } from '../../shared/product-link.tsx'
import { ErrorCell, EventLink, StatusCell } from './cells.tsx'
import { userOf } from './user-of.ts'

/** The whole event in one column. */
export function narrowColumn({
  integrationEvents: { columns },
}: Text): TableProps.ColumnDefinition<IntegrationEventRow> {
  return {
    id: 'event',
    header: columns.event,
    isRowHeader: true,
    cell: (event) => (
      <div className="log-summary">
        <div>
          <div>
            <EventLink event={event} />
          </div>
          <Box color="text-body-secondary">
            <Timestamp at={event.createdAt} />
          </Box>
        </div>
        <StatusCell event={event} />
        {event.status === 'failed' && <ErrorCell event={event} />}
        <div>
          <ProductLink id={event.product} />
        </div>
        <div>{[event.company?.name, userOf(event)].filter(Boolean).join(', ')}</div>
      </div>
    ),
  }
}
