import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

import { accessToken } from '../../core/tokens/access-token.ts'
import type { BearerPorts } from '../../core/tokens/send-with-bearer.ts'
import type { Log, Secrets, Table } from '../../core/ports.ts'
import { accessTokensIn } from '../stores/access-token-store.ts'
import { withTokenCache } from './token-cache.ts'
import { envelopeEncryption } from './envelope-encryption.ts'
import { tokenEndpoint } from './token-endpoint.ts'

type AccessTokenOptions = {
  table: Table
  secrets: Secrets
  post: Parameters<typeof tokenEndpoint>[0]
  now: () => Date
  log: Log
  wait?: (ms: number) => Promise<void>
}

/**
 * OAuth2 access tokens: cached in memory, stored encrypted for other processes, and requested once
 * for all concurrent callers.
 */
export function accessTokens(options: AccessTokenOptions): BearerPorts['accessToken'] {
  const { table, secrets, post, now, log, wait = pause } = options
  const { seal, open } = envelopeEncryption(secrets)
  const orLog = (result: Promise<string>) =>
    result.catch((error: unknown) => {
      log({ level: 'ERROR', message: String(error) })
      return undefined
    })
  const ports = {
    ...accessTokensIn(table, log),
    sealToken: (...args: Parameters<typeof seal>) => orLog(seal(...args)),
    openToken: (...args: Parameters<typeof open>) => orLog(open(...args)),
    openSecrets: secrets.open,
    requestToken: tokenEndpoint(post),
    newUuid: randomUUID,
    wait: (ms: number) => wait(ms),
    now,
    log,
  }
  return withTokenCache((owner, wanted) => accessToken(owner, wanted, ports), now)
}
