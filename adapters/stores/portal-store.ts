import type { PortalAccess, PortalPlace } from '../../core/api-keys/portal-link.ts'
import type { PortalStore } from '../../core/api-keys/portal-store.ts'
import type { Item, Key, Table } from '../../core/ports.ts'
import { auditWrites } from './audit-store.ts'
import { rowIn } from './row.ts'

/** Portal links and sessions, in partitions that functions which read API keys may read. */
export function portalIn(table: Table): PortalStore {
  return {
    addPortalLink: async (link, entry) => {
      const isAdded = await table.write([
        { put: toItem(link), if: 'absent' },
        ...auditWrites(entry),
      ])
      if (!isAdded) throw new Error(`Cannot add the portal link '${link.id}': it already exists`)
    },

    findPortalAccess: async (place) => rowIn<PortalAccess>(await table.get(keyOf(place))),

    openPortalLink: (session, entry) =>
      table.write([
        { remove: keyOf({ ...session, kind: 'link' }), if: 'present' },
        { put: toItem(session) },
        ...auditWrites(entry),
      ]),

    revokePortalLink: async (access, entry) => {
      const kinds = ['link', 'session'] as const
      const removals = kinds.map((kind) => ({ remove: keyOf({ ...access, kind }) }))
      await table.write([...removals, ...auditWrites(entry)])
    },
  }
}

/** The row expires when the link or the session does. */
function toItem(access: PortalAccess): Item {
  const expiresAt = Math.ceil(Date.parse(access.validUntil) / 1000)
  return { ...keyOf(access), ...access, expiresAt }
}

function keyOf({ kind, marketplace, id }: PortalPlace): Key {
  return { pk: `${marketplace}#portal#api-keys`, sk: `${kind}#${id}` }
}
