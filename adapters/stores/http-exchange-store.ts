import { HttpExchange } from '../../core/deliveries/http-exchange.ts'
import type { Attempt, Delivery } from '../../core/deliveries/delivery.ts'
import type { Key, Table } from '../../core/ports.ts'
import { expiryOf } from './retention.ts'

/** What is kept of the calls of attempts: rows in the partition of their delivery. */
export function httpExchangesIn(table: Table) {
  return {
    /**
     * Keeps what there is to tell of an attempt's call. Its key has the attempt's moment: when a
     * crash lets an attempt be made twice under one number, each keeps its own.
     */
    saveExchange: async (
      delivery: Delivery,
      attempt: Attempt,
      exchange: HttpExchange,
    ): Promise<void> => {
      const { marketplace, id, createdAt } = delivery
      const key = { pk: deliveryKey(marketplace, id).pk, sk: exchangeKeyOf(attempt) }
      await table.write([{ put: { ...key, ...exchange, expiresAt: expiryOf(createdAt) } }])
    },

    /**
     * What is kept of the calls of a delivery's attempts, in their order; undefined where nothing
     * is.
     */
    findCalls: async (delivery: Delivery): Promise<(HttpExchange | undefined)[]> => {
      const { marketplace, id, attempts } = delivery
      if (attempts.length === 0) return []
      const partition = deliveryKey(marketplace, id).pk
      const items = await table.query({ partition, from: 'attempt#', to: 'attempt#~' })
      const calls = new Map(items.map((item) => [item.sk, HttpExchange.parse(item)]))
      return attempts.map((attempt) => calls.get(exchangeKeyOf(attempt)))
    },
  }
}

/** Where a delivery is; the first key of its partition's. */
export function deliveryKey(marketplace: string, id: string): Key {
  return { pk: `${marketplace}#${id}`, sk: 'delivery' }
}

function exchangeKeyOf({ number, startedAt }: Attempt): string {
  return `attempt#${String(number).padStart(3, '0')}#${startedAt}`
}
