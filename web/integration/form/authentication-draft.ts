import type { VendorAuthenticationBody } from '../../api/integration-views.ts'
import type { ClientAuthenticationType } from '../../api/views.ts'

/** All fields of all types, so that a change of the type loses nothing. */
export type AuthenticationDraft = {
  type: VendorAuthenticationBody['type']
  username: string
  password: string
  accessTokenUri: string
  clientId: string
  clientSecret: string
  clientAuthentication: ClientAuthenticationType
  scope: string
}

export const newAuthentication: AuthenticationDraft = {
  type: 'OAUTH1',
  username: '',
  password: '',
  accessTokenUri: '',
  clientId: '',
  clientSecret: '',
  clientAuthentication: 'BASIC',
  scope: '',
}

export function authenticationBody(draft: AuthenticationDraft): VendorAuthenticationBody {
  const { type, username, password, accessTokenUri, clientId, clientSecret } = draft
  switch (type) {
    case 'OAUTH1':
      return { type }
    case 'BASIC':
      return { type, username, password }
    case 'OAUTH2_CLIENT_CREDENTIALS': {
      const { clientAuthentication } = draft
      const scope = draft.scope.trim()
      const secret = clientAuthentication === 'NONE' ? {} : { clientSecret }
      const client = { clientId, clientAuthentication, ...secret }
      return { type, accessTokenUri, ...client, ...(scope !== '' && { scope }) }
    }
  }
}
