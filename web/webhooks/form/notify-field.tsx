import FormField from '@cloudscape-design/components/form-field'
import Textarea from '@cloudscape-design/components/textarea'

import { useText } from '../../text/use-text.ts'
import type { FormState } from './form-state.ts'
import { addressErrors } from './notify-addresses.ts'

/** The addresses that get mail about the webhook's health. */
export function NotifyField({ draft, set, errors }: FormState) {
  const { common, webhookForm } = useText()
  const error = addressErrors(draft.notify, errors)
  return (
    <FormField
      data-invalid={error !== undefined}
      label={
        <>
          {webhookForm.notify} <i>– {common.optional}</i>
        </>
      }
      description={webhookForm.notifyHint}
      errorText={error}
    >
      <Textarea
        value={draft.notify}
        rows={2}
        autoComplete="off"
        spellcheck={false}
        placeholder="crm-team@example.com"
        onChange={({ detail }) => set({ notify: detail.value })}
      />
    </FormField>
  )
}
