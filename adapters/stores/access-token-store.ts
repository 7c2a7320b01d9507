import type { Key, Log, Table } from '../../core/ports.ts'
import type { AccessTokenStore } from '../../core/tokens/token-ports.ts'
import type { TokenRow } from '../../core/tokens/cached-token.ts'
import { rowIn } from './row.ts'

type Owner = { marketplace: string; id: string }

/** How long a row without a token is stored: it serves only the attempts that wait for it now. */
const briefMs = 60_000

/** Access tokens in a table: one row per webhook, which expires with its token. */
export function accessTokensIn(table: Table, log: Log): AccessTokenStore {
  const save = (owner: Owner, after: TokenRow, before: TokenRow | undefined) =>
    table.write([
      {
        put: { ...tokenKeyOf(owner), ...after, expiresAt: expiryOf(after) },
        if: before === undefined ? 'absent' : { revision: before.revision },
      },
    ])
  return {
    findTokenRow: async (owner) => {
      return rowIn<TokenRow>(await table.get(tokenKeyOf(owner)))
    },

    takeLease: save,

    endLease: async (owner, after, lease) => {
      try {
        await save(owner, after, lease)
      } catch (error) {
        const { marketplace, id } = owner
        log({ level: 'ERROR', message: String(error), marketplace, webhook: id })
      }
    },
  }
}

function tokenKeyOf({ marketplace, id }: Owner): Key {
  return { pk: `${marketplace}#${id}`, sk: 'token' }
}

/** In epoch seconds. */
function expiryOf({ changedAt, token, leasedUntil }: TokenRow): number {
  const ends = [token?.validUntil, leasedUntil].map((iso) => Date.parse(iso ?? changedAt))
  return Math.ceil(Math.max(...ends, Date.parse(changedAt) + briefMs) / 1000)
}
