import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tiles from '@cloudscape-design/components/tiles'
import type { ReactNode } from 'react'

import type { AuthenticationType } from '../../api/views.ts'
import { HttpBasicFields, LoginFields } from '../../shared/http-basic-fields.tsx'
import { OAuth2Fields } from '../../shared/oauth2-fields.tsx'
import { useText } from '../../text/use-text.ts'
import type { AuthenticationState } from './form-state.ts'
import { TokenFields } from './token-fields.tsx'

/** In the order of the marketplace's own form. */
const types: readonly AuthenticationType[] = [
  'NONE',
  'TOKEN',
  'OAUTH2_RESOURCE_OWNER_PASSWORD',
  'OAUTH2_CLIENT_CREDENTIALS',
  'BASIC',
]

type Props = AuthenticationState & { actions?: ReactNode }

export function AuthenticationFields({ actions, ...state }: Props) {
  const { webhook, webhookForm } = useText()
  const { authentication, set, errors } = state
  const otherErrors = errors.elsewhere.filter(({ path }) => path.startsWith('authentication'))
  const items = types.map((value) => ({
    value,
    label: webhook.authentication[value],
    description: webhookForm.typeHints[value],
  }))
  return (
    <Container
      data-invalid={otherErrors.length > 0}
      header={
        <Header variant="h2" description={webhookForm.authenticationExplained} actions={actions}>
          {webhookForm.authentication}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {otherErrors.length > 0 && (
          <Alert type="error">{otherErrors.map(({ message }) => message).join('; ')}</Alert>
        )}
        <FormField label={webhookForm.authenticationType} stretch>
          <Tiles
            columns={2}
            items={items}
            value={authentication.type}
            onChange={({ detail }) =>
              set({ type: types.find((type) => type === detail.value) ?? 'NONE' })
            }
          />
        </FormField>
        <TypeFields {...state} />
      </SpaceBetween>
    </Container>
  )
}

function TypeFields(state: AuthenticationState) {
  const { authentication, set, errors } = state
  const login = { login: authentication, set, errorAt: errors.at }
  const oauth2 = { client: authentication, set, errorAt: errors.at }
  switch (authentication.type) {
    case 'NONE':
      return null
    case 'TOKEN':
      return <TokenFields {...state} />
    case 'BASIC':
      return <HttpBasicFields {...login} />
    case 'OAUTH2_CLIENT_CREDENTIALS':
      return <OAuth2Fields {...oauth2} usualGrantType="client_credentials" />
    case 'OAUTH2_RESOURCE_OWNER_PASSWORD':
      return (
        <OAuth2Fields {...oauth2} usualGrantType="password">
          <LoginFields {...login} />
        </OAuth2Fields>
      )
  }
}
