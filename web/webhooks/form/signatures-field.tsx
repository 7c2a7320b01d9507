import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'

import { useText } from '../../text/use-text.ts'
import type { FormState } from './form-state.ts'

const choices = ['v1', 'v1a', 'both'] as const

/** Which signatures requests have. */
export function SignaturesField({ draft, set, errors }: FormState) {
  const { webhookForm: text } = useText()
  const error = errors.at('signatures')
  return (
    <FormField data-invalid={error !== undefined} label={text.signatures} errorText={error}>
      <RadioGroup
        value={draft.signatures}
        items={choices.map((value) => ({
          value,
          label: text.signatureNames[value],
          description: text.signatureHints[value],
        }))}
        onChange={({ detail }) => {
          const signatures = choices.find((one) => one === detail.value)
          if (signatures !== undefined) set({ signatures })
        }}
      />
    </FormField>
  )
}
