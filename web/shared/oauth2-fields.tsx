import ColumnLayout from '@cloudscape-design/components/column-layout'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'

import { useText } from '../text/use-text.ts'
import { ClientAuthentication } from './client-authentication.tsx'
import { ExtraParameters } from './extra-parameters.tsx'
import { hasClientSecret, type OAuth2State } from './oauth2-draft.ts'
import { OAuth2RequestFields } from './oauth2-request-fields.tsx'
import { TextField } from './text-field.tsx'

type Props = OAuth2State & {
  /** The grant type of a server that has none of its own. */
  usualGrantType: string
  /** Fields next to the client's credentials. */
  children?: ReactNode
}

/** The token endpoint and the client's credentials. */
export function OAuth2Fields({ usualGrantType, children, ...state }: Props) {
  const { webhookForm } = useText()
  const { client, set, errorAt } = state
  return (
    <SpaceBetween size="l">
      <TextField
        label={webhookForm.accessTokenUri}
        hint={webhookForm.accessTokenUriHint}
        placeholder="https://id.example.com/oauth2/token"
        value={client.accessTokenUri}
        error={errorAt('authentication.accessTokenUri')}
        onChange={(accessTokenUri) => set({ accessTokenUri })}
      />
      <ColumnLayout columns={2}>
        <TextField
          label={webhookForm.clientId}
          value={client.clientId}
          error={errorAt('authentication.clientId')}
          onChange={(clientId) => set({ clientId })}
        />
        {hasClientSecret(client) && (
          <TextField
            label={webhookForm.clientSecret}
            type="password"
            value={client.clientSecret}
            error={errorAt('authentication.clientSecret')}
            onChange={(clientSecret) => set({ clientSecret })}
          />
        )}
        {children}
      </ColumnLayout>
      <TextField
        isOptional
        label={webhookForm.scope}
        hint={webhookForm.scopeHint}
        value={client.scope}
        error={errorAt('authentication.scope')}
        onChange={(scope) => set({ scope })}
      />
      <ClientAuthentication
        value={client.clientAuthentication}
        onChange={(clientAuthentication) => set({ clientAuthentication })}
      />
      <ExtraParameters {...state} />
      <OAuth2RequestFields {...state} usualGrantType={usualGrantType} />
    </SpaceBetween>
  )
}
