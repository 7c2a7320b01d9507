import { hasTexts } from '../values/has-texts.ts'
import type { ApiResponse } from './operation.ts'
import { problem } from './problem.ts'

/** The bearer token of a request: its verified claims, or the reason why there are none. */
export type BearerToken = { claims: unknown } | { reason: TokenReason }

const facts = {
  missing: 'is missing',
  malformed: 'is malformed',
  expired: 'has expired',
  'not-yet-valid': 'is not valid yet',
  'unknown-issuer': 'was signed by an unknown issuer',
  'wrong-signature': 'has an invalid signature',
  'wrong-audience': 'was issued for another audience',
  'unknown-key': 'is an API key that is unknown or was revoked',
  'unknown-link':
    'is a portal link that is unknown, has expired, was opened already or was revoked',
  'unknown-session': 'is of a portal session that has ended',
  'not-an-access-token': 'is not an access token',
} as const

export type TokenReason = keyof typeof facts

/**
 * Whether the claims are those of an ID token: Cognito's have the issuer and the audience of its
 * access tokens, and another `token_use`.
 */
export function isIdToken(claims: unknown): boolean {
  return hasTexts(claims, ['token_use']) && claims.token_use !== 'access'
}

/** The 401 that names the error of the token, also in its challenge (RFC 6750, 3). */
export function unauthorized(reason: TokenReason): ApiResponse {
  const fact = `the bearer token ${facts[reason]}`
  const error = `error="invalid_token", error_description="${fact}"`
  const challenge = reason === 'missing' ? 'Bearer' : `Bearer ${error}`
  return problem(401, `Unauthorized: ${fact}`, { headers: { 'www-authenticate': challenge } })
}
