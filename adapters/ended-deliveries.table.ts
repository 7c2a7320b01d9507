import { Delivery } from '../core/delivery.ts'
import type { Query, Table } from '../core/needs.ts'

type Range = { from: string; to: string }
type EndedList = { marketplace: string; webhook: string; status: string }

/** A webhook's deliveries that can be sent again: an index of its own, that holds nothing else. */
export function endedIn(table: Table) {
  return {
    /** Oldest first: between two places in the order of age. */
    findEnded: async (list: EndedList, range: Range, limit: number): Promise<Delivery[]> => {
      const items = await table.query({ ...endedList(list), ...range, limit })
      return items.map((item) => Delivery.parse(item))
    },

    countEnded: (list: EndedList, range: Range): Promise<number> =>
      table.count({ ...endedList(list), ...range }),
  }
}

/** The list of a webhook's deliveries with that status. */
export function endedList({ marketplace, webhook, status }: EndedList): Query {
  return { index: 'byWebhookStatus', partition: `${marketplace}#${webhook}#${status}` }
}

export function isEnded(status: string | undefined): status is 'failed' | 'skipped' {
  return status === 'failed' || status === 'skipped'
}

/** What puts a delivery into its list. One that waits is listed too, so that it can be counted. */
export function endedKeyOf({ marketplace, webhook, status, dueAt }: Delivery) {
  const isListed = isEnded(status) || (status === 'pending' && dueAt !== undefined)
  return isListed ? { endedKey: endedList({ marketplace, webhook, status }).partition } : {}
}
