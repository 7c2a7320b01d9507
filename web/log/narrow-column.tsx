import Box from '@cloudscape-design/components/box'
import type { TableProps } from '@cloudscape-design/components/table'

import './log.css'

import type { DeliverySummary } from '../api/views.ts'
import { ClockTime } from '../shared/timestamp.tsx'
import { WebhookLink } from '../shared/webhook-link.tsx'
import type { Text } from '../text/use-text.ts'
import { EventLink, StatusCell } from './cells.tsx'
import { LastResponse } from './last-response.tsx'

/** The whole delivery in one column. Without the webhook where all rows have the same. */
export function narrowColumn(
  { log: { columns } }: Text,
  { hasOneWebhook = false } = {},
): TableProps.ColumnDefinition<DeliverySummary> {
  return {
    id: 'delivery',
    header: columns.delivery,
    isRowHeader: true,
    cell: (delivery) => (
      <div className="log-summary">
        <div>
          <div>
            <EventLink delivery={delivery} />
          </div>
          <Box color="text-body-secondary">
            <ClockTime at={delivery.createdAt} />
          </Box>
        </div>
        <StatusCell delivery={delivery} />
        {delivery.status !== 'successful' && <LastResponse delivery={delivery} />}
        {!hasOneWebhook && (
          <div>
            <WebhookLink id={delivery.webhook} />
          </div>
        )}
      </div>
    ),
  }
}
