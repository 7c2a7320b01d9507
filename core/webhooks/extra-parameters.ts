import * as z from 'zod'

import { notPlainText, plainText } from '../values/plain-text.ts'
import { isCredential } from './url-credentials.ts'

/** Parameters that would change the grant or the client: each is a setting of its own. */
export const reservedParameters: readonly string[] = [
  'grant_type',
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
  'assertion',
  'scope',
  'username',
  'password',
]

export const maxParameters = 10

/** Printable ASCII without spaces. */
export const parameterName = /^[\x21-\x7e]{1,64}$/

/** Further parameters of the token request, such as `audience` and `resource`. */
export const ExtraParameters = z
  .record(z.string(), z.string().min(1).max(1024).regex(plainText, notPlainText))
  .superRefine((parameters, context) => {
    const names = Object.keys(parameters)
    for (const name of names) {
      const message = refusalOf(name)
      if (message !== undefined) context.addIssue({ code: 'custom', path: [name], message })
    }
    if (names.length > maxParameters) {
      context.addIssue({ code: 'custom', message: `must have at most ${maxParameters} members` })
    }
  })

function refusalOf(name: string): string | undefined {
  if (!parameterName.test(name)) return 'must have a name of ASCII without spaces, at most 64'
  return reservedParameters.includes(name.toLowerCase())
    ? 'is set by the request itself'
    : undefined
}

type Parameters = Readonly<Record<string, string>>
type Given = { extraParameters?: Parameters; secretParameters?: Parameters }

/** Separates what is sealed: secret parameters, and extra ones that are named like a credential. */
export function separateParameters<Fields extends Given>(fields: Fields) {
  const { extraParameters = {}, secretParameters = {}, ...rest } = fields
  const named = Object.entries(extraParameters)
  const open = named.filter(([name]) => !isCredential(name))
  const secret = [
    ...named.filter(([name]) => isCredential(name)),
    ...Object.entries(secretParameters),
  ]
  return {
    open: {
      ...rest,
      ...(open.length > 0 && { extraParameters: Object.fromEntries(open) }),
      ...(secret.length > 0 && { secretParameterNames: secret.map(([name]) => name) }),
    },
    ...(secret.length > 0 && { parameters: Object.fromEntries(secret) }),
  }
}
