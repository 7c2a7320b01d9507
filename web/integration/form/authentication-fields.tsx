import ColumnLayout from '@cloudscape-design/components/column-layout'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { TextField } from '../../shared/text-field.tsx'
import { ClientAuthentication, clientAuthentications } from '../../shared/client-authentication.tsx'
import { useText } from '../../text/use-text.ts'
import type { AuthenticationDraft } from './authentication-draft.ts'
import type { FormState } from './form-state.ts'

type Props = Pick<FormState, 'errorAt'> & {
  authentication: AuthenticationDraft
  change: (part: Partial<AuthenticationDraft>) => void
}

type TextName = 'username' | 'password' | 'accessTokenUri' | 'clientId' | 'clientSecret' | 'scope'

export function AuthenticationFields(props: Props) {
  const { webhookForm } = useText()
  const { authentication, change, errorAt } = props
  const field = (name: TextName, hint = '') => (
    <TextField
      label={webhookForm[name]}
      hint={hint}
      type={name === 'clientSecret' || name === 'password' ? 'password' : 'text'}
      isOptional={name === 'scope'}
      value={authentication[name]}
      error={errorAt(`authentication.${name}`)}
      onChange={(value) => change({ [name]: value })}
    />
  )
  switch (authentication.type) {
    case 'OAUTH1':
      return null
    case 'BASIC':
      return (
        <ColumnLayout columns={2}>
          {field('username')}
          {field('password')}
        </ColumnLayout>
      )
    case 'OAUTH2_CLIENT_CREDENTIALS':
      return (
        <SpaceBetween size="l">
          {field('accessTokenUri', webhookForm.accessTokenUriHint)}
          <ColumnLayout columns={2}>
            {field('clientId')}
            {authentication.clientAuthentication !== 'NONE' && field('clientSecret')}
          </ColumnLayout>
          {field('scope', webhookForm.scopeHint)}
          <ClientAuthentication
            value={props.authentication.clientAuthentication}
            ways={clientAuthentications.filter((way) => way !== 'PRIVATE_KEY_JWT')}
            onChange={(clientAuthentication) => props.change({ clientAuthentication })}
          />
        </SpaceBetween>
      )
  }
}
