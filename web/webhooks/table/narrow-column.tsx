import type { TableProps } from '@cloudscape-design/components/table'

import type { WebhookView } from '../../api/views.ts'
import type { Text } from '../../text/use-text.ts'
import { StateCell } from './state-cell.tsx'
import { UrlCell } from './url-cell.tsx'
import { type Names, WhatCell } from './what-cell.tsx'

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
        <StateCell webhook={webhook} mayChange={mayChange} />
        <WhatCell webhook={webhook} nameOf={nameOf} />
      </div>
    ),
  }
}
