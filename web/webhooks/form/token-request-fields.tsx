import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { TokenRequestFormat } from '../../api/views.ts'
import { TextField } from '../../shared/text-field.tsx'
import { useText } from '../../text/use-text.ts'
import type { AuthenticationState } from './form-state.ts'

const formats: readonly TokenRequestFormat[] = ['FORM', 'JSON']

/** What few token endpoints need: another grant type, and parameters in JSON. */
export function TokenRequestFields({ authentication, set, errors }: AuthenticationState) {
  const { webhookForm } = useText()
  const { type, grantType, tokenRequestFormat } = authentication
  return (
    <SpaceBetween size="l">
      <TextField
        isOptional
        label={webhookForm.grantType}
        hint={webhookForm.grantTypeHint}
        placeholder={type === 'OAUTH2_CLIENT_CREDENTIALS' ? 'client_credentials' : 'password'}
        value={grantType}
        error={errors.at('authentication.grantType')}
        onChange={(value) => set({ grantType: value })}
      />
      <FormField label={webhookForm.tokenRequestFormat}>
        <RadioGroup
          value={tokenRequestFormat}
          items={formats.map((value) => ({
            value,
            label: webhookForm.tokenRequestFormats[value],
          }))}
          onChange={({ detail }) =>
            set({ tokenRequestFormat: formats.find((one) => one === detail.value) ?? 'FORM' })
          }
        />
      </FormField>
    </SpaceBetween>
  )
}
