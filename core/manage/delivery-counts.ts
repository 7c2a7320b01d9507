import * as z from 'zod'

import type { ApiResponse, ApiRequest, Operation } from '../api/operation.ts'
import { rangeError } from '../api/pagination.ts'
import { invalidQuery } from '../api/problem.ts'
import type { DeliveryFilter } from '../deliveries/delivery-filter.ts'
import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import { statuses } from '../deliveries/delivery.ts'
import { deliveryFilters, mayRepeat } from './deliveries-query.ts'

type DeliveryCountPorts = Pick<DeliveryStore, 'listDeliveries'>

const { status: _, ...others } = deliveryFilters

/** The filters of a list of deliveries, without the status. */
export const countFilters = others

/** Counting stops here: a status with more is not exact. */
const maxCounted = 100

/** How many deliveries of each status match the filters. */
export const deliveryCountRoutes: readonly Operation<DeliveryCountPorts>[] = [
  {
    method: 'GET',
    path: '/delivery-counts',
    scope: 'webhooks:read',
    takesQuery: true,
    mayRepeat,
    handle: countDeliveries,
  },
]

async function countDeliveries(
  { caller, query }: ApiRequest,
  ports: DeliveryCountPorts,
): Promise<ApiResponse> {
  const filter = z.strictObject(countFilters).safeParse(query)
  if (!filter.success) return invalidQuery(filter.error)
  const wrong = rangeError(filter.data)
  if (wrong !== undefined) return wrong

  const counts = await Promise.all(
    statuses.map(async (status) => {
      const wanted = { ...filter.data, status }
      return [status, await countOf(caller.marketplace, wanted, ports)] as const
    }),
  )
  return { status: 200, body: Object.fromEntries(counts) }
}

type Count = { count: number; isExact: boolean }

/** The deliveries of the first page of the list: what the list would examine for it. */
async function countOf(
  marketplace: string,
  filter: DeliveryFilter,
  { listDeliveries }: DeliveryCountPorts,
): Promise<Count> {
  const page = { limit: maxCounted, from: undefined }
  const { deliveries, next } = await listDeliveries(marketplace, filter, page)
  return { count: deliveries.length, isExact: next === undefined }
}
