import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'

import type { ClientAuthenticationType } from '../api/views.ts'
import { useText } from '../text/use-text.ts'

type Props = {
  value: ClientAuthenticationType
  onChange: (value: ClientAuthenticationType) => void
}

/** In the order of the form. */
const clientAuthentications: readonly ClientAuthenticationType[] = [
  'BASIC',
  'BASIC_NOT_ENCODED',
  'BODY',
  'PRIVATE_KEY_JWT',
  'NONE',
]

/** How an OAuth2 client authenticates to its token endpoint. */
export function ClientAuthentication({ value, onChange }: Props) {
  const { webhookForm } = useText()
  return (
    <FormField label={webhookForm.clientAuthentication}>
      <RadioGroup
        value={value}
        items={clientAuthentications.map((way) => ({
          value: way,
          label: webhookForm.clientAuthentications[way],
          description: webhookForm.clientAuthenticationHints[way],
        }))}
        onChange={({ detail }) =>
          onChange(clientAuthentications.find((way) => way === detail.value) ?? 'BASIC')
        }
      />
    </FormField>
  )
}
