import ColumnLayout from '@cloudscape-design/components/column-layout'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useText } from '../../text/use-text.ts'
import type { AuthenticationState } from './form-state.ts'
import { TextField } from '../../shared/text-field.tsx'

export function TokenFields({ authentication, set, errors }: AuthenticationState) {
  const { webhookForm } = useText()
  return (
    <SpaceBetween size="l">
      <TextField
        label={webhookForm.token}
        hint={webhookForm.tokenHint}
        type="password"
        value={authentication.token}
        error={errors.at('authentication.token')}
        onChange={(token) => set({ token })}
      />
      <ColumnLayout columns={2}>
        <TextField
          isOptional
          label={webhookForm.header}
          hint={webhookForm.headerHint}
          placeholder="x-appdirect-webhook-token"
          value={authentication.header}
          error={errors.at('authentication.header')}
          onChange={(header) => set({ header })}
        />
        <TextField
          isOptional
          label={webhookForm.prefix}
          hint={webhookForm.prefixHint}
          value={authentication.prefix}
          error={errors.at('authentication.prefix')}
          onChange={(prefix) => set({ prefix })}
        />
      </ColumnLayout>
    </SpaceBetween>
  )
}
