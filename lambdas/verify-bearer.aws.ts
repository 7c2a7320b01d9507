import { otherIssuer } from '../adapters/jwt/other-issuer.ts'
import { jwtVerifier } from '../adapters/jwt/verify-jwt.ts'
import { apiKeysIn } from '../adapters/stores/api-key-store.ts'
import { fromEnvironment, readSettings } from '../core/settings/read-settings.ts'
import { Settings } from '../core/settings/settings.ts'
import { verifyBearerHandler } from './verify-bearer.ts'
import { now, tables } from './wiring.aws.ts'

const { issuer, audience } = readSettings(
  Settings.pick({ issuer: true, audience: true }),
  fromEnvironment(process.env),
)

export const handler = verifyBearerHandler({
  ...apiKeysIn(tables.webhooks()),
  // Every client of a user pool of ours may call the API: what it may do is in its scopes.
  verifyJwt: jwtVerifier([
    otherIssuer({ issuer, audience: audience === '' ? undefined : audience }),
  ]),
  now,
})
