import type { AuthenticationBody, AuthenticationType, AuthenticationView } from '../../api/views.ts'
import { nonEmpty } from '../../common/non-empty.ts'
import {
  hasClientSecret,
  newOAuth2,
  oauth2Body,
  type OAuth2Draft,
  oauth2Draft,
} from '../../shared/oauth2-draft.ts'

/** Contains the fields of all types, so that changing the type loses none. */
export type AuthenticationDraft = OAuth2Draft & {
  type: AuthenticationType
  token: string
  header: string
  prefix: string
  username: string
  password: string
}

export const noAuthentication: AuthenticationDraft = {
  ...newOAuth2,
  type: 'NONE',
  token: '',
  header: '',
  prefix: '',
  username: '',
  password: '',
}

/** A draft from the API's view. It has no secrets. */
export function authenticationDraft(view: AuthenticationView): AuthenticationDraft {
  if (view.type === 'NONE') return noAuthentication
  if (view.type === 'TOKEN') {
    const { type, header = '', prefix = '' } = view
    return { ...noAuthentication, type, header, prefix }
  }
  if (view.type === 'BASIC') {
    return { ...noAuthentication, type: view.type, username: view.username }
  }
  const username = view.type === 'OAUTH2_RESOURCE_OWNER_PASSWORD' ? view.username : ''
  return { ...noAuthentication, ...oauth2Draft(view), type: view.type, username }
}

/** The fields of the type, without the empty ones. */
export function authenticationBody(draft: AuthenticationDraft): AuthenticationBody {
  const { type, token, header, prefix, username, password } = draft
  switch (type) {
    case 'NONE':
      return { type }
    case 'TOKEN':
      return { type, token, ...nonEmpty({ header, prefix }) }
    case 'BASIC':
      return { type, username, password }
    case 'OAUTH2_CLIENT_CREDENTIALS':
      return { type, ...oauth2Body(draft) }
    case 'OAUTH2_RESOURCE_OWNER_PASSWORD':
      return { type, ...oauth2Body(draft), username, password }
  }
}

/** The required fields that are empty. */
export function missingFields(draft: AuthenticationDraft | undefined): string[] {
  if (draft === undefined) return []
  const names: readonly (keyof AuthenticationDraft)[] = requiredFields[draft.type]
  const required = names.filter((name) => name !== 'clientSecret' || hasClientSecret(draft))
  return required.filter((name) => draft[name] === '')
}

const client = ['accessTokenUri', 'clientId', 'clientSecret'] as const

const requiredFields = {
  NONE: [],
  TOKEN: ['token'],
  BASIC: ['username', 'password'],
  OAUTH2_CLIENT_CREDENTIALS: client,
  OAUTH2_RESOURCE_OWNER_PASSWORD: [...client, 'username', 'password'],
} as const satisfies Record<AuthenticationType, readonly (keyof AuthenticationDraft)[]>
