import type { ClientAuthenticationType, OAuth2View, TokenRequestFormat } from '../api/views.ts'
import { nonEmpty } from '../common/non-empty.ts'
import type { NamedValue } from './named-values.tsx'

/** An OAuth2 client and its token endpoint, as they are typed. */
export type OAuth2Draft = {
  accessTokenUri: string
  clientId: string
  clientSecret: string
  clientAuthentication: ClientAuthenticationType
  scope: string
  grantType: string
  tokenRequestFormat: TokenRequestFormat
  extraParameters: readonly NamedValue[]
}

/** What the fields of an OAuth2 client get. */
export type OAuth2State = {
  client: OAuth2Draft
  set: (change: Partial<OAuth2Draft>) => void
  /** The error of a field of the API, such as `authentication.scope`. */
  errorAt: (field: string) => string | undefined
}

export const newOAuth2: OAuth2Draft = {
  accessTokenUri: '',
  clientId: '',
  clientSecret: '',
  clientAuthentication: 'BASIC',
  scope: '',
  grantType: '',
  tokenRequestFormat: 'FORM',
  extraParameters: [],
}

/** What the API shows of a client. */
type ClientView = Pick<
  OAuth2View,
  | 'accessTokenUri'
  | 'clientId'
  | 'clientAuthentication'
  | 'scope'
  | 'grantType'
  | 'tokenRequestFormat'
  | 'extraParameters'
  | 'secretParameterNames'
>

/** A draft from the API's view. It has no secrets. */
export function oauth2Draft(view: ClientView): OAuth2Draft {
  const { accessTokenUri, clientId, clientAuthentication, scope = '' } = view
  const { grantType = '', tokenRequestFormat = 'FORM' } = view
  return {
    ...{ accessTokenUri, clientId, clientSecret: '', clientAuthentication, scope },
    ...{ grantType, tokenRequestFormat, extraParameters: parametersOf(view) },
  }
}

/** Secret parameters without their values, as these are not shown. */
function parametersOf({
  extraParameters = {},
  secretParameterNames = [],
}: ClientView): NamedValue[] {
  return [
    ...Object.entries(extraParameters).map(([name, value]) => ({ name, value, isSecret: false })),
    ...secretParameterNames.map((name) => ({ name, value: '', isSecret: true })),
  ]
}

/** The fields of the API, without the empty ones. */
export function oauth2Body(draft: OAuth2Draft) {
  const { accessTokenUri, clientId, clientSecret, clientAuthentication } = draft
  const { grantType, tokenRequestFormat } = draft
  return {
    ...{ accessTokenUri, clientId, clientAuthentication },
    ...(hasClientSecret(draft) && { clientSecret }),
    ...nonEmpty({ scope: draft.scope.trim(), grantType }),
    ...(tokenRequestFormat !== 'FORM' && { tokenRequestFormat }),
    ...parameterFields(draft.extraParameters),
  }
}

/** Whether the client has a secret: a public client and one with a key pair have none. */
export function hasClientSecret({
  clientAuthentication,
}: Pick<OAuth2Draft, 'clientAuthentication'>): boolean {
  return clientAuthentication !== 'NONE' && clientAuthentication !== 'PRIVATE_KEY_JWT'
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
