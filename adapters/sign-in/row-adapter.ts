import { createHmac } from 'node:crypto'

import type { Adapter, AdapterPayload } from 'oidc-provider'
import * as z from 'zod'

import type { Item, Table } from '../../core/ports.ts'
import { openUnder, sealUnder } from '../common/aes.ts'
import type { TableShape } from '../stores/table-shapes.ts'
import type { RowKeys } from './keys.ts'

/** The table of the embedded engine's sign-in: sessions, codes and refresh tokens. */
export const signInShape = {
  indexes: {
    /** Everything issued under one grant, which is revoked together. */
    byGrant: { partition: 'grantId', sort: 'sk' },
    bySession: { partition: 'uid', sort: 'sk' },
  },
} as const satisfies TableShape

const Row = z.object({ sk: z.string(), sealed: z.string() })
const Payload = z.record(z.string(), z.unknown())

type Ports = { table: Table; keys: RowKeys; now: () => Date }

/**
 * The storage of one oidc-provider model, such as `RefreshToken`. Ids are hashed and payloads sealed, as
 * an id is all that it takes to use a session, a code or a refresh token: a copy of the database
 * without the token key has none that can be used.
 */
export function signInRows(model: string, { table, keys, now }: Ports): Adapter {
  const { hashed, seal, open } = protection(model, keys)
  const read = (id: string) => table.get({ pk: model, sk: hashed(id) })

  const upsert = async (id: string, payload: AdapterPayload, expiresIn: number | undefined) => {
    const { grantId, uid } = payload
    const sk = hashed(id)
    const until = expiresIn === undefined ? {} : { expiresAt: secondsOf(now()) + expiresIn }
    const indexed = {
      ...(grantId !== undefined && model !== 'Grant' && { grantId: hashed(grantId) }),
      ...(uid !== undefined && model === 'Session' && { uid: hashed(uid) }),
    }
    await table.write([{ put: { pk: model, sk, sealed: seal(sk, payload), ...indexed, ...until } }])
  }
  return {
    find: async (id) => open(await read(id)),
    upsert,
    findByUid: async (uid) => {
      const [row] = await table.query({ index: 'bySession', partition: hashed(uid), limit: 1 })
      return open(row)
    },
    findByUserCode: () => Promise.resolve(undefined), // the device flow is disabled
    consume: async (id) => {
      const row = await read(id)
      const payload = { ...open(row), consumed: secondsOf(now()) }
      if (row !== undefined) await table.write([{ put: { ...row, sealed: seal(row.sk, payload) } }])
    },
    destroy: async (id) => {
      await table.write([{ remove: { pk: model, sk: hashed(id) } }])
    },
    revokeByGrantId: async (grantId) => {
      const rows = await table.query({ index: 'byGrant', partition: hashed(grantId) })
      await table.write(rows.map(({ pk, sk }) => ({ remove: { pk, sk } })))
    },
  }
}

/** A payload opens only in its own row: model and hashed id are authenticated with it. */
function protection(model: string, { ids, contents }: RowKeys) {
  const contextOf = (sk: string) =>
    ({ marketplace: 'postrider', endpoint: `${model}/${sk}`, purpose: 'authentication' }) as const
  return {
    hashed: (id: string): string => createHmac('sha256', ids).update(id).digest('base64url'),

    seal: (sk: string, payload: AdapterPayload): string =>
      sealUnder(contents, JSON.stringify(payload), contextOf(sk)),

    open: (row: Item | undefined): AdapterPayload | undefined => {
      if (row === undefined) return undefined
      const { sk, sealed } = Row.parse(row)
      return Payload.parse(JSON.parse(openUnder(contents, sealed, contextOf(sk))))
    },
  }
}

function secondsOf(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
