import type { StoredRequest } from '../../core/api/idempotency-key.ts'
import type { Key, Table } from '../../core/ports.ts'
import { rowIn } from './row.ts'

const retentionSeconds = 24 * 3600

/**
 * Requests with an Idempotency-Key and their responses, for 24 hours. They are in the table of
 * events: the API may write there, and nothing lists it.
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
      return rowIn<StoredRequest>(await table.get(requestKeyOf(request)))
    },

    /** Saves a request for 24 hours; false if another change came first. */
    saveRequest: (after: StoredRequest, before: StoredRequest | undefined): Promise<boolean> =>
      put(after, before, secondOf(now()) + retentionSeconds),

    /**
     * Expires a request immediately, as reads skip expired rows; false if another change came
     * first.
     */
    removeRequest: (request: StoredRequest): Promise<boolean> =>
      put(request, request, secondOf(now())),
  }
}

function secondOf(now: Date): number {
  return Math.floor(now.getTime() / 1000)
}

function requestKeyOf({ marketplace, id }: Pick<StoredRequest, 'marketplace' | 'id'>): Key {
  return { pk: `${marketplace}#request#${id}`, sk: 'request' }
}
