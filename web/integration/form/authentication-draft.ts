import type { VendorAuthenticationBody } from '../../api/integration-views.ts'

/** All fields of all types, so that a change of the type loses nothing. */
export type AuthenticationDraft = {
  type: VendorAuthenticationBody['type']
  username: string
  password: string
  accessTokenUri: string
  clientId: string
  clientSecret: string
  clientAuthentication: 'BASIC' | 'BODY'
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
      const client = { clientId, clientSecret, clientAuthentication }
      return { type, accessTokenUri, ...client, ...(scope !== '' && { scope }) }
    }
  }
}
