import type {
  AccountStore,
  VendorAccessStore,
  VendorToken,
} from '../../core/integration/integration-store.ts'
import type { ProductKey } from '../../core/integration/product.ts'
import type { Key, Table } from '../../core/ports.ts'
import { rowIn } from './row.ts'

/** What vendors sign in with, and how they named their accounts, in the table of integrations. */
export function vendorAccessIn(table: Table): VendorAccessStore & AccountStore {
  return {
    useNonce: (key, nonce, until) =>
      table.write([
        {
          put: {
            pk: `nonce#${key}#${nonce}`,
            sk: 'nonce',
            expiresAt: seconds(until.toISOString()),
          },
          if: 'absent',
        },
      ]),

    saveVendorToken: async (token) => {
      const expiresAt = seconds(token.validUntil)
      await table.write([{ put: { ...tokenKey(token.hash), ...token, expiresAt } }])
    },

    findVendorToken: async (hash) => rowIn<VendorToken>(await table.get(tokenKey(hash))),

    saveAccount: async (key, subscription, accountIdentifier) => {
      await table.write([{ put: { ...accountKey(key, subscription), accountIdentifier } }])
    },

    findAccount: async (key, subscription) => {
      const item = await table.get(accountKey(key, subscription))
      return rowIn<{ accountIdentifier: string }>(item)?.accountIdentifier
    },
  }
}

/** Epoch seconds, rounded up. */
function seconds(timestamp: string): number {
  return Math.ceil(Date.parse(timestamp) / 1000)
}

function tokenKey(hash: string): Key {
  return { pk: `token#${hash}`, sk: 'token' }
}

function accountKey({ marketplace, id }: ProductKey, subscription: string): Key {
  return { pk: `account#${marketplace}#${id}#${subscription}`, sk: 'account' }
}
