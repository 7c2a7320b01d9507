import type { TableProps } from '@cloudscape-design/components/table'

import type { WebhookView } from '../../api/views.ts'
import type { Text } from '../../text/use-text.ts'
import { placeOf } from '../form/draft.ts'
import type { InlineEditState } from './inline-edit-state.ts'
import { InlineInput } from './inline-input.tsx'

/** What all editable cells share. */
export type InlineEditing = {
  state: InlineEditState
  /** The error of a value that the API rejected. */
  errorOf: (id: string, column: string, value: string | undefined) => string | undefined
}

/** Lets a text be edited in its cell. An ARN belongs to a role, and is changed with it in the form. */
export function inlineEdit(
  field: 'url' | 'description',
  { webhooks }: Text,
  { errorOf, state }: InlineEditing,
): TableProps.EditConfig<WebhookView, string> {
  return {
    ariaLabel: webhooks.columns[field],
    disabledReason: (webhook) =>
      field === 'url' && placeOf(webhook) !== 'url' ? webhooks.arnInForm : undefined,
    validation: ({ id }, value) => errorOf(id, field, value),
    editingCell: (webhook, { currentValue, setValue }: TableProps.CellContext<string>) => (
      <InlineInput
        label={webhooks.columns[field]}
        initial={webhook[field]}
        value={currentValue}
        onChange={setValue}
        state={state}
      />
    ),
  }
}
