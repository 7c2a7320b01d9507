import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { TokenRequestFormat } from '../api/views.ts'
import { useText } from '../text/use-text.ts'
import type { OAuth2State } from './oauth2-draft.ts'
import { TextField } from './text-field.tsx'

const formats: readonly TokenRequestFormat[] = ['FORM', 'JSON']

type Props = OAuth2State & { usualGrantType: string }

/** What few token endpoints need: another grant type, and parameters in JSON. */
export function OAuth2RequestFields({ client, set, errorAt, usualGrantType }: Props) {
  const { webhookForm } = useText()
  return (
    <SpaceBetween size="l">
      <TextField
        isOptional
        label={webhookForm.grantType}
        hint={webhookForm.grantTypeHint}
        placeholder={usualGrantType}
        value={client.grantType}
        error={errorAt('authentication.grantType')}
        onChange={(grantType) => set({ grantType })}
      />
      <FormField label={webhookForm.tokenRequestFormat}>
        <RadioGroup
          value={client.tokenRequestFormat}
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
