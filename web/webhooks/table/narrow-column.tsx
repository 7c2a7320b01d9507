import type { TableProps } from '@cloudscape-design/components/table'

import type { WebhookView } from '../../api/views.ts'
import type { Text } from '../../text/use-text.ts'
import { RowTools } from './row-tools.tsx'
import { StateCell } from './state-cell.tsx'
import { UrlCell } from './webhook-cell.tsx'
import { SuccessCell } from './success-cell.tsx'
import { type Names, WhatCell } from './event-types-cell.tsx'

/** All of a webhook in one column, where there is room for one alone. */
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
        <UrlCell webhook={webhook} />
        <div className="webhook-line">
          <StateCell webhook={webhook} mayChange={mayChange} />
          {mayChange && <RowTools webhook={webhook} />}
        </div>
        <div className="webhook-line">
          <div>
            <WhatCell webhook={webhook} nameOf={nameOf} />
          </div>
          <div>
            <SuccessCell id={webhook.id} />
          </div>
        </div>
      </div>
    ),
  }
}
