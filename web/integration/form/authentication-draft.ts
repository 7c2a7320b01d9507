import type {
  VendorAuthenticationBody,
  VendorAuthenticationView,
} from '../../api/integration-views.ts'
import { newOAuth2, oauth2Body, type OAuth2Draft, oauth2Draft } from '../../shared/oauth2-draft.ts'

/** All fields of all types, so that a change of the type loses nothing. */
export type AuthenticationDraft = OAuth2Draft & {
  type: VendorAuthenticationBody['type']
  username: string
  password: string
}

export const newAuthentication: AuthenticationDraft = {
  ...newOAuth2,
  type: 'OAUTH1',
  username: '',
  password: '',
}

/** A draft from the API's view. It has no secrets. */
export function authenticationDraft(view: VendorAuthenticationView): AuthenticationDraft {
  switch (view.type) {
    case 'OAUTH1':
      return newAuthentication
    case 'BASIC':
      return { ...newAuthentication, type: view.type, username: view.username }
    case 'OAUTH2_CLIENT_CREDENTIALS':
      return { ...newAuthentication, ...oauth2Draft(view), type: view.type }
  }
}

export function authenticationBody(draft: AuthenticationDraft): VendorAuthenticationBody {
  const { type, username, password } = draft
  switch (type) {
    case 'OAUTH1':
      return { type }
    case 'BASIC':
      return { type, username, password }
    case 'OAUTH2_CLIENT_CREDENTIALS':
      return { type, ...oauth2Body(draft) }
  }
}
