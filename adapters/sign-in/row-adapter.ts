import type { Adapter, AdapterPayload } from 'oidc-provider'
import * as z from 'zod'

import type { Item, Table } from '../../core/ports.ts'
import type { TableShape } from '../stores/table-shapes.ts'

/** The table of the embedded engine's sign-in: sessions, codes and refresh tokens. */
export const signInShape = {
  indexes: {
    /** Everything issued under one grant, which is revoked together. */
    byGrant: { partition: 'grantId', sort: 'sk' },
    bySession: { partition: 'uid', sort: 'sk' },
  },
} as const satisfies TableShape

const Row = z.object({ payload: z.record(z.string(), z.unknown()) })

type Ports = { table: Table; now: () => Date }

/** The storage of one oidc-provider model, such as `RefreshToken`. */
export function signInRows(model: string, { table, now }: Ports): Adapter {
  const find = async (id: string) => payloadOf(await table.get({ pk: model, sk: id }))

  const upsert = async (id: string, payload: AdapterPayload, expiresIn: number | undefined) => {
    const { grantId, uid } = payload
    const until = expiresIn === undefined ? {} : { expiresAt: secondsOf(now()) + expiresIn }
    const indexed = {
      ...(grantId !== undefined && model !== 'Grant' && { grantId }),
      ...(uid !== undefined && model === 'Session' && { uid }),
    }
    await table.write([{ put: { pk: model, sk: id, payload, ...indexed, ...until } }])
  }
  return {
    find,
    upsert,
    findByUid: async (uid) => {
      const [row] = await table.query({ index: 'bySession', partition: uid, limit: 1 })
      return payloadOf(row)
    },
    findByUserCode: () => Promise.resolve(undefined), // the device flow is disabled
    consume: async (id) => {
      const row = await table.get({ pk: model, sk: id })
      const payload = { ...payloadOf(row), consumed: secondsOf(now()) }
      if (row !== undefined) await table.write([{ put: { ...row, payload } }])
    },
    destroy: async (id) => {
      await table.write([{ remove: { pk: model, sk: id } }])
    },
    revokeByGrantId: async (grantId) => {
      const rows = await table.query({ index: 'byGrant', partition: grantId })
      await table.write(rows.map(({ pk, sk }) => ({ remove: { pk, sk } })))
    },
  }
}

function payloadOf(row: Item | undefined): AdapterPayload | undefined {
  return row === undefined ? undefined : Row.parse(row).payload
}

function secondsOf(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
