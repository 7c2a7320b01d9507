import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'

import { useText } from '../text/use-text.ts'

type Props = { value: 'BASIC' | 'BODY'; onChange: (value: 'BASIC' | 'BODY') => void }

/** How an OAuth2 client authenticates to its token endpoint. */
export function ClientAuthentication({ value, onChange }: Props) {
  const { webhookForm } = useText()
  const { BASIC, BODY } = webhookForm.clientAuthentications
  return (
    <FormField label={webhookForm.clientAuthentication}>
      <RadioGroup
        value={value}
        items={[
          { value: 'BASIC', label: BASIC },
          { value: 'BODY', label: BODY },
        ]}
        onChange={({ detail }) => onChange(detail.value === 'BODY' ? 'BODY' : 'BASIC')}
      />
    </FormField>
  )
}
