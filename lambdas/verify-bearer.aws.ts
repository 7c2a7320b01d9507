import { otherIssuer } from '../adapters/jwt/other-issuer.ts'
import { jwtVerifier } from '../adapters/jwt/verify-jwt.ts'
import { required, variable } from '../adapters/common/environment-variables.ts'
import { portalIn } from '../adapters/stores/portal-store.ts'
import { apiKeysIn } from '../adapters/stores/api-key-store.ts'
import { verifyBearerHandler } from './verify-bearer.ts'
import { now, tables } from './wiring.aws.ts'

const issuer = required(variable.issuer)
const audience = process.env[variable.audience] ?? ''

export const handler = verifyBearerHandler({
  ...apiKeysIn(tables.webhooks()),
  ...portalIn(tables.webhooks()),
  // Every client of a user pool of ours may call the API: what it may do is in its scopes.
  verifyJwt: jwtVerifier([
    otherIssuer({ issuer, audience: audience === '' ? undefined : audience }),
  ]),
  now,
})
