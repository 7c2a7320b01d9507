import ColumnLayout from '@cloudscape-design/components/column-layout'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { ClientAuthentication } from '../../shared/client-authentication.tsx'
import { useText } from '../../text/use-text.ts'
import { hasClientSecret } from './authentication-draft.ts'
import { ExtraParameters } from './extra-parameters.tsx'
import type { AuthenticationState } from './form-state.ts'
import { TextField } from '../../shared/text-field.tsx'
import { TokenRequestFields } from './token-request-fields.tsx'

/** The token endpoint and the client's credentials. */
export function OAuth2Fields(state: AuthenticationState) {
  const { webhookForm } = useText()
  const { authentication, set, errors } = state
  return (
    <SpaceBetween size="l">
      <TextField
        label={webhookForm.accessTokenUri}
        hint={webhookForm.accessTokenUriHint}
        placeholder="https://id.example.com/oauth2/token"
        value={authentication.accessTokenUri}
        error={errors.at('authentication.accessTokenUri')}
        onChange={(accessTokenUri) => set({ accessTokenUri })}
      />
      <Credentials {...state} />
      <TextField
        isOptional
        label={webhookForm.scope}
        hint={webhookForm.scopeHint}
        value={authentication.scope}
        error={errors.at('authentication.scope')}
        onChange={(scope) => set({ scope })}
      />
      <ClientAuthentication
        value={authentication.clientAuthentication}
        onChange={(clientAuthentication) => set({ clientAuthentication })}
      />
      <ExtraParameters {...state} />
      <TokenRequestFields {...state} />
    </SpaceBetween>
  )
}

function Credentials({ authentication, set, errors }: AuthenticationState) {
  const { webhookForm } = useText()
  const hasOwner = authentication.type === 'OAUTH2_RESOURCE_OWNER_PASSWORD'
  const field = (name: 'clientId' | 'clientSecret' | 'username' | 'password') => (
    <TextField
      label={webhookForm[name]}
      type={name === 'clientSecret' || name === 'password' ? 'password' : 'text'}
      value={authentication[name]}
      error={errors.at(`authentication.${name}`)}
      onChange={(value) => set({ [name]: value })}
    />
  )
  return (
    <ColumnLayout columns={2}>
      {field('clientId')}
      {hasClientSecret(authentication) && field('clientSecret')}
      {hasOwner && field('username')}
      {hasOwner && field('password')}
    </ColumnLayout>
  )
}
