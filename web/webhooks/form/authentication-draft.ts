import type { AuthenticationBody, AuthenticationType, AuthenticationView } from '../../api/views.ts'

export type Parameter = { name: string; value: string }

/** Contains the fields of all types, so that changing the type loses none. */
export type AuthenticationDraft = {
  type: AuthenticationType
  token: string
  header: string
  prefix: string
  accessTokenUri: string
  clientId: string
  clientSecret: string
  clientAuthentication: 'BASIC' | 'BODY'
  scope: string
  username: string
  password: string
  extraParameters: readonly Parameter[]
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
  return {
    ...noAuthentication,
    ...{ type, accessTokenUri, clientId, clientAuthentication, scope },
    username: view.type === 'OAUTH2_RESOURCE_OWNER_PASSWORD' ? view.username : '',
    extraParameters: Object.entries(view.extraParameters ?? {}).map(([name, value]) => ({
      name,
      value,
    })),
  }
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
  return draft === undefined ? [] : requiredFields[draft.type].filter((name) => draft[name] === '')
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
  const extra = draft.extraParameters.filter(({ name, value }) => name !== '' || value !== '')
  return {
    ...{ accessTokenUri, clientId, clientSecret, clientAuthentication },
    ...nonEmpty({ scope }),
    ...(extra.length > 0 && {
      extraParameters: Object.fromEntries(extra.map(({ name, value }) => [name, value])),
    }),
  }
}

function nonEmpty<Fields extends Readonly<Record<string, string>>>(fields: Fields) {
  const entries = Object.entries(fields).filter(([, value]) => value !== '')
  return Object.fromEntries(entries) as Partial<Fields>
}
