import type { TableProps } from '@cloudscape-design/components/table'

import type { WebhookView } from '../../api/views.ts'
import type { Text } from '../../text/use-text.ts'
import { EventTypesCell, type Names } from './event-types-cell.tsx'
import { RowTools } from './row-tools.tsx'
import { StateCell } from './state-cell.tsx'
import { SuccessCell } from './success-cell.tsx'
import { WebhookCell } from './webhook-cell.tsx'

/** The whole webhook in one column, for narrow screens. */
export function narrowColumn(
  { webhooks }: Text,
  nameOf: Names,
  mayChange: boolean,
): TableProps.ColumnDefinition<WebhookView> {
  return {
    id: 'webhook',
    header: webhooks.columns.webhook,
    isRowHeader: true,
    cell: (webhook) => (
      <div className="webhook-summary">
        <WebhookCell webhook={webhook} />
        <div className="webhook-line">
          <StateCell webhook={webhook} mayChange={mayChange} />
          {mayChange && <RowTools webhook={webhook} />}
        </div>
        <div className="webhook-line">
          <div>
            <EventTypesCell webhook={webhook} nameOf={nameOf} />
          </div>
          <div>
            <SuccessCell id={webhook.id} />
          </div>
        </div>
      </div>
    ),
  }
}
