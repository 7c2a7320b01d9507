import type { TableProps } from '@cloudscape-design/components/table'

import type { WebhookView } from '../../api/views.ts'
import type { Text } from '../../text/use-text.ts'
import { InPlaceInput } from './inline-input.tsx'
import type { Typing } from './inline-edit-state.ts'

/** What the cells that are edited where they stand share. */
export type InPlace = {
  typing: Typing
  /** Why the API did not take what was typed in place, while it is still there. */
  refusal: (id: string, column: string, value: string | undefined) => string | undefined
}

/** A text that is edited where it stands. */
export function inPlace(
  field: 'url' | 'description',
  { webhooks }: Text,
  { refusal, typing }: InPlace,
): TableProps.EditConfig<WebhookView, string> {
  return {
    ariaLabel: webhooks.columns[field],
    validation: ({ id }, value) => refusal(id, field, value),
    editingCell: (webhook, { currentValue, setValue }: TableProps.CellContext<string>) => (
      <InPlaceInput
        label={webhooks.columns[field]}
        was={webhook[field]}
        value={currentValue}
        onChange={setValue}
        typing={typing}
      />
    ),
  }
}
