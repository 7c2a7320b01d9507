import Input from '@cloudscape-design/components/input'
import type { TableProps } from '@cloudscape-design/components/table'

import type { WebhookView } from '../../api/views.ts'
import type { Text } from '../../text/use-text.ts'

/** Why the API did not take what was typed in place, while it is still there. */
export type Refusal = (id: string, column: string, value: string | undefined) => string | undefined

/** A text that is edited where it stands. */
export function inPlace(
  field: 'url' | 'description',
  { webhooks }: Text,
  refusal: Refusal,
): TableProps.EditConfig<WebhookView, string> {
  return {
    ariaLabel: webhooks.columns[field],
    validation: ({ id }, value) => refusal(id, field, value),
    editingCell: (webhook, { currentValue, setValue }: TableProps.CellContext<string>) => (
      <Input
        autoFocus
        ariaLabel={webhooks.columns[field]}
        value={currentValue ?? webhook[field]}
        onChange={({ detail }) => setValue(detail.value)}
      />
    ),
  }
}
