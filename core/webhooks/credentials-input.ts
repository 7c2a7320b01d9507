import * as z from 'zod'

import { BasicInput } from './http-basic-input.ts'
import { ClientCredentialsInput, OwnerPasswordInput } from './oauth2-input.ts'
import { HeaderName, TokenPrefix } from './token-header-input.ts'

/** A token's maximum length, and that of its JSON with escapes: AWS KMS encrypts 4,096 bytes. */
const tokenLimit = 2048
const sealLimitBytes = 4096

const Token = z
  .string()
  .trim()
  .min(1)
  .max(tokenLimit)
  .regex(/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/, 'must be printable ASCII')
  .refine(
    (token) => JSON.stringify({ token }).length <= sealLimitBytes,
    'must have fewer quotes and backslashes',
  )

/** The authentication as a manager sends it, with its secrets in the clear. */
export const AuthenticationInput = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('NONE') }),
  z.strictObject({
    type: z.literal('TOKEN'),
    token: Token,
    header: HeaderName.exactOptional(),
    prefix: TokenPrefix.exactOptional(),
  }),
  BasicInput,
  ClientCredentialsInput,
  OwnerPasswordInput,
])
export type AuthenticationInput = z.infer<typeof AuthenticationInput>
