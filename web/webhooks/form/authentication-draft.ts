import type {
  AuthenticationBody,
  AuthenticationType,
  AuthenticationView,
  ClientAuthenticationType,
  OAuth2View,
  TokenRequestFormat,
} from '../../api/views.ts'
import type { NamedValue } from './named-values.tsx'

/** Contains the fields of all types, so that changing the type loses none. */
export type AuthenticationDraft = {
  type: AuthenticationType
  token: string
  header: string
  prefix: string
  accessTokenUri: string
  clientId: string
  clientSecret: string
  clientAuthentication: ClientAuthenticationType
  scope: string
  grantType: string
  tokenRequestFormat: TokenRequestFormat
  username: string
  password: string
  extraParameters: readonly NamedValue[]
}

export const noAuthentication: AuthenticationDraft = {
  type: 'NONE',
  token: '',
  header: '',
  prefix: '',
  accessTokenUri: '',
  clientId: '',
  clientSecret: '',
  clientAuthentication: 'BASIC',
  scope: '',
  grantType: '',
  tokenRequestFormat: 'FORM',
  username: '',
  password: '',
  extraParameters: [],
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
  const { type, accessTokenUri, clientId, clientAuthentication, scope = '' } = view
  const { grantType = '', tokenRequestFormat = 'FORM' } = view
  return {
    ...noAuthentication,
    ...{
      type,
      accessTokenUri,
      clientId,
      clientAuthentication,
      scope,
      grantType,
      tokenRequestFormat,
    },
    username: view.type === 'OAUTH2_RESOURCE_OWNER_PASSWORD' ? view.username : '',
    extraParameters: parametersOf(view),
  }
}

/** Secret parameters without their values, as these are not shown. */
function parametersOf({
  extraParameters = {},
  secretParameterNames = [],
}: OAuth2View): NamedValue[] {
  return [
    ...Object.entries(extraParameters).map(([name, value]) => ({ name, value, isSecret: false })),
    ...secretParameterNames.map((name) => ({ name, value: '', isSecret: true })),
  ]
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

/** Whether the client has a secret: a public client and one with a key pair have none. */
export function hasClientSecret({
  clientAuthentication,
}: Pick<AuthenticationDraft, 'clientAuthentication'>): boolean {
  return clientAuthentication !== 'NONE' && clientAuthentication !== 'PRIVATE_KEY_JWT'
}

const client = ['accessTokenUri', 'clientId', 'clientSecret'] as const

const requiredFields = {
  NONE: [],
  TOKEN: ['token'],
  BASIC: ['username', 'password'],
  OAUTH2_CLIENT_CREDENTIALS: client,
  OAUTH2_RESOURCE_OWNER_PASSWORD: [...client, 'username', 'password'],
} as const satisfies Record<AuthenticationType, readonly (keyof AuthenticationDraft)[]>

function oauth2Body(draft: AuthenticationDraft) {
  const { accessTokenUri, clientId, clientSecret, clientAuthentication, scope } = draft
  const { grantType, tokenRequestFormat } = draft
  return {
    ...{ accessTokenUri, clientId, clientAuthentication },
    ...(hasClientSecret(draft) && { clientSecret }),
    ...nonEmpty({ scope, grantType }),
    ...(tokenRequestFormat !== 'FORM' && { tokenRequestFormat }),
    ...parameterFields(draft.extraParameters),
  }
}

function parameterFields(parameters: readonly NamedValue[]) {
  const given = parameters.filter(({ name, value }) => name !== '' || value !== '')
  const secret = given.filter(({ isSecret }) => isSecret)
  const open = given.filter(({ isSecret }) => !isSecret)
  return {
    ...(open.length > 0 && { extraParameters: valuesOf(open) }),
    ...(secret.length > 0 && { secretParameters: valuesOf(secret) }),
  }
}

function valuesOf(parameters: readonly NamedValue[]): Record<string, string> {
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]))
}

function nonEmpty<Fields extends Readonly<Record<string, string>>>(fields: Fields) {
  const entries = Object.entries(fields).filter(([, value]) => value !== '')
  return Object.fromEntries(entries) as Partial<Fields>
}
