import Box from '@cloudscape-design/components/box'
import type { TableProps } from '@cloudscape-design/components/table'

import './log.css'

import type { DeliverySummary } from '../api/views.ts'
import { Moment } from '../shared/timestamp.tsx'
import { WebhookLink } from '../shared/webhook-link.tsx'
import type { Text } from '../text/use-text.ts'
import { EventLink, StatusNow } from './cells.tsx'
import { LastAnswer } from './last-response.tsx'

/** All of a delivery in one column; without its webhook where all are of the same. */
export function narrowColumn(
  { log: { columns } }: Text,
  { isOfOne = false } = {},
): TableProps.ColumnDefinition<DeliverySummary> {
  return {
    id: 'delivery',
    header: columns.delivery,
    isRowHeader: true,
    cell: (delivery) => (
      <div className="log-summary">
        <div>
          <EventLink delivery={delivery} />
          <Box color="text-body-secondary">
            <Moment at={delivery.createdAt} />
          </Box>
        </div>
        <StatusNow delivery={delivery} />
        {delivery.status !== 'successful' && <LastAnswer delivery={delivery} />}
        {!isOfOne && (
          <div>
            <WebhookLink id={delivery.webhook} />
          </div>
        )}
      </div>
    ),
  }
}
