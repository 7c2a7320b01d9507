import ColumnLayout from '@cloudscape-design/components/column-layout'

import { TextField } from '../../shared/text-field.tsx'
import { useText } from '../../text/use-text.ts'
import type { AuthenticationState } from './form-state.ts'

/** The username and password of HTTP Basic authentication. */
export function BasicFields({ authentication, set, errors }: AuthenticationState) {
  const { webhookForm } = useText()
  return (
    <ColumnLayout columns={2}>
      <TextField
        label={webhookForm.username}
        value={authentication.username}
        error={errors.at('authentication.username')}
        onChange={(username) => set({ username })}
      />
      <TextField
        label={webhookForm.password}
        type="password"
        value={authentication.password}
        error={errors.at('authentication.password')}
        onChange={(password) => set({ password })}
      />
    </ColumnLayout>
  )
}
