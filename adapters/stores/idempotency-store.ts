import { StoredRequest } from '../../core/api/idempotency-key.ts'
import type { Key, Table } from '../../core/ports.ts'

const keptSeconds = 24 * 3600

/**
 * Requests with an Idempotency-Key and what they were answered, for 24 hours; in the table of
 * events, which whoever answers may write, and nobody goes through.
 */
export function requestsIn(table: Table, now: () => Date) {
  const put = (request: StoredRequest, before: StoredRequest | undefined, expiresAt: number) => {
    const unchanged = before === undefined ? 'absent' : { revision: before.revision }
    return table.write([
      { put: { ...requestKeyOf(request), ...request, expiresAt }, if: unchanged },
    ])
  }
  return {
    findRequest: async (request: Pick<StoredRequest, 'marketplace' | 'id'>) => {
      const item = await table.get(requestKeyOf(request))
      return item === undefined ? undefined : StoredRequest.parse(item)
    },

    /** Saves it for 24 hours, unless another change came between (false). */
    keepRequest: (after: StoredRequest, before: StoredRequest | undefined): Promise<boolean> =>
      put(after, before, secondOf(now()) + keptSeconds),

    /** Lets it end at once, unless another change came between (false): what has ended is not there. */
    forgetRequest: (request: StoredRequest): Promise<boolean> =>
      put(request, request, secondOf(now())),
  }
}

function secondOf(now: Date): number {
  return Math.floor(now.getTime() / 1000)
}

function requestKeyOf({ marketplace, id }: Pick<StoredRequest, 'marketplace' | 'id'>): Key {
  return { pk: `${marketplace}#request#${id}`, sk: 'request' }
}
