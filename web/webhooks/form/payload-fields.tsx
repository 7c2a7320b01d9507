import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'

import { useText } from '../../text/use-text.ts'
import type { FormState } from './form-state.ts'
import { TryTransformation } from './try-transformation.tsx'

const payloads = ['FULL', 'THIN', 'TRANSFORMED'] as const

/** What requests contain. */
export function PayloadFields(state: FormState) {
  const { draft, set } = state
  const { webhookForm: text } = useText()
  return (
    <SpaceBetween size="m">
      <FormField label={text.payload}>
        <RadioGroup
          value={draft.payload}
          items={payloads.map((value) => ({
            value,
            label: text.payloads[value],
            description: text.payloadHints[value],
          }))}
          onChange={({ detail }) => {
            const payload = payloads.find((one) => one === detail.value)
            if (payload !== undefined) set({ payload })
          }}
        />
      </FormField>
      {draft.payload === 'TRANSFORMED' && <Transformation {...state} />}
    </SpaceBetween>
  )
}

function Transformation({ draft, set, errors }: FormState) {
  const { webhookForm: text } = useText()
  const error = errors.at('transformation')
  return (
    <SpaceBetween size="s">
      <FormField
        data-invalid={error !== undefined}
        label={text.transformation}
        description={text.transformationHint}
        errorText={error}
        stretch
      >
        <Textarea
          value={draft.transformation}
          spellcheck={false}
          rows={6}
          onChange={({ detail }) => set({ transformation: detail.value })}
        />
      </FormField>
      <TryTransformation draft={draft} />
    </SpaceBetween>
  )
}
