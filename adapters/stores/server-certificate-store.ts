import { createHash } from 'node:crypto'

import QuickLRU from 'quick-lru'

import type {
  Expiring,
  ExpiryNoticeStore,
  ServerCertificate,
  ServerCertificateStore,
} from '../../core/health/server-certificate.ts'
import type { Key, Log, Table } from '../../core/ports.ts'
import type { EndpointKey } from '../../core/webhooks/endpoint.ts'
import { rowIn } from './row.ts'

const dayMs = 24 * 3600 * 1000

/** A receiver that got a new certificate is no longer warned about after this. */
const keptSeconds = 3 * 24 * 3600

/** An expired certificate that stays in use is noticed about again after a year. */
const noticeKeptSeconds = 365 * 24 * 3600

const maxNoted = 1000

/** Receivers' certificates that expire soon, in the waiting table. */
export function serverCertificatesIn(
  table: Table,
  { now, log }: { now: () => Date; log: Log },
): ServerCertificateStore & ExpiryNoticeStore {
  const noted = new QuickLRU<string, string>({ maxSize: maxNoted, maxAge: dayMs })
  return {
    noteCertificate: async (key, notAfter) => {
      const { pk, sk } = keyOf(key)
      const name = JSON.stringify([pk, sk])
      if (noted.get(name) === notAfter) return
      noted.set(name, notAfter)
      const fields = { marketplace: key.marketplace, webhook: key.id, notAfter }
      log({ level: 'WARN', message: 'receiver certificate expires', ...fields })
      const seen = now()
      const expiresAt = Math.ceil(seen.getTime() / 1000) + keptSeconds
      const item = { pk, sk, notAfter, seenAt: seen.toISOString(), expiresAt }
      await table.write([{ put: item }], { flush: 'later' }).catch((error: unknown) => {
        noted.delete(name)
        log({ level: 'ERROR', message: `Cannot note a certificate: ${String(error)}` })
      })
    },

    findCertificate: async (key) => rowIn<ServerCertificate>(await table.get(keyOf(key))),

    addExpiryNotice: (key, about) => {
      const noticedAt = now().toISOString()
      const expiresAt = Math.ceil(Date.parse(about.notAfter) / 1000) + noticeKeptSeconds
      const row = { ...about, noticedAt, expiresAt }
      return table.write([{ put: { ...noticeKeyOf(key, about), ...row }, if: 'absent' }])
    },

    removeExpiryNotice: async (key, about) => {
      await table.write([{ remove: noticeKeyOf(key, about) }])
    },
  }
}

/** A subject may be longer than a key. */
function noticeKeyOf({ marketplace, id }: EndpointKey, about: Expiring): Key {
  const text = JSON.stringify([about.certificate, about.notAfter])
  const digest = createHash('sha256').update(text).digest('base64url')
  return { pk: marketplace, sk: `expiry-notice#${id}#${digest}` }
}

/** In the partition of the health rows, which has no waiting deliveries that a sweep could miss. */
function keyOf({ marketplace, id }: EndpointKey): Key {
  return { pk: marketplace, sk: `server-certificate#${id}` }
}
