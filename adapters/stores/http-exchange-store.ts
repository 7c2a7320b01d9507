import type { HttpExchangeStore } from '../../core/deliveries/http-exchange-store.ts'
import type { HttpExchange } from '../../core/deliveries/http-exchange.ts'
import type { Attempt } from '../../core/deliveries/delivery.ts'
import type { Key, Table } from '../../core/ports.ts'
import { expiryOf } from './retention.ts'
import { rowIn } from './row.ts'

/** HTTP exchanges, in the partition of their delivery. */
export function httpExchangesIn(table: Table): HttpExchangeStore {
  return {
    /**
     * The key contains the start time: if a crash repeats an attempt number, each attempt has its
     * own row.
     */
    saveExchange: async (delivery, attempt, exchange) => {
      const { marketplace, id, createdAt } = delivery
      const key = { pk: deliveryKey(marketplace, id).pk, sk: exchangeKeyOf(attempt) }
      await table.write([{ put: { ...key, ...exchange, expiresAt: expiryOf(createdAt) } }])
    },

    findExchanges: async (delivery) => {
      const { marketplace, id, attempts } = delivery
      if (attempts.length === 0) return []
      const partition = deliveryKey(marketplace, id).pk
      const items = await table.query({ partition, from: 'attempt#', to: 'attempt#~' })
      const exchanges = new Map(items.map((item) => [item.sk, rowIn<HttpExchange>(item)]))
      return attempts.map((attempt) => exchanges.get(exchangeKeyOf(attempt)))
    },
  }
}

/** The key of a delivery, the first of its partition. */
export function deliveryKey(marketplace: string, id: string): Key {
  return { pk: `${marketplace}#${id}`, sk: 'delivery' }
}

function exchangeKeyOf({ number, startedAt }: Attempt): string {
  return `attempt#${String(number).padStart(3, '0')}#${startedAt}`
}
