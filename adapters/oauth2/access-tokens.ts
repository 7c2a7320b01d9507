import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

import { accessToken } from '../../core/tokens/access-token.ts'
import type { BearerPorts } from '../../core/tokens/send-with-bearer.ts'
import type { Log, Secrets, Table } from '../../core/ports.ts'
import { accessTokensIn } from '../stores/access-token-store.ts'
import { withTokenCache } from './token-cache.ts'
import { envelopeEncryption } from './envelope-encryption.ts'
import { tokenEndpoint } from './token-endpoint.ts'

type World = {
  table: Table
  secrets: Secrets
  call: Parameters<typeof tokenEndpoint>[0]
  now: () => Date
  log: Log
  wait?: (ms: number) => Promise<void>
}

/**
 * Access tokens: remembered by this process, kept sealed for all of them, fetched once for all who
 * wait.
 */
export function accessTokens(world: World): BearerPorts['accessToken'] {
  const { table, secrets, call, now, log, wait = pause } = world
  const { seal, open } = envelopeEncryption(secrets)
  const orLog = (doing: Promise<string>) =>
    doing.catch((error: unknown) => {
      log({ level: 'ERROR', message: String(error) })
      return undefined
    })
  const ports = {
    ...accessTokensIn(table, log),
    sealToken: (...args: Parameters<typeof seal>) => orLog(seal(...args)),
    openToken: (...args: Parameters<typeof open>) => orLog(open(...args)),
    openSecrets: secrets.open,
    requestToken: tokenEndpoint(call),
    newUuid: randomUUID,
    wait: (ms: number) => wait(ms),
    now,
    log,
  }
  return withTokenCache((owner, wanted) => accessToken(owner, wanted, ports), now)
}
