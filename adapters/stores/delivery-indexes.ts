import { eventPositionIn } from '../../core/deliveries/delivery-id.ts'
import type { Delivery } from '../../core/deliveries/delivery.ts'
import type { Query } from '../../core/ports.ts'
import { partitionFor, partitionsOf } from './spread.ts'

/** A marketplace's rows with a status, none of which is a success, spread over an index. */
export function rowsOfStatus(marketplace: string, status: string): Query[] {
  return partitionsOf({ index: 'byStatus', partition: `${marketplace}#${status}` })
}

type EndpointStatus = { marketplace: string; endpoint: string; status: string; isTest?: boolean }

/** An endpoint's rows with a status, either its tests or all others, spread over an index. */
export function rowsOfEndpointStatus(list: EndpointStatus): Query[] {
  return partitionsOf({ index: 'byEndpointStatus', partition: endpointStatusList(list) })
}

/**
 * The lists of trouble that a row is in. A successful delivery whose last attempt failed, because a
 * person had it sent again, is listed by its status too.
 */
export function indexAttributesOf(delivery: Delivery): Record<string, string> {
  const { marketplace, endpoint, status, isTest, attempts, id } = delivery
  const isWell = status === 'successful' && attempts.at(-1)?.outcome.kind === 'delivered'
  const spread = (list: string) => partitionFor(list, eventPositionIn(id))
  const statusKey = spread(`${marketplace}#${status}`)
  const list = endpointStatusList({ marketplace, endpoint, status, isTest: isTest === true })
  if (isTest === true) return { ...(!isWell && { statusKey }), endpointStatusKey: spread(list) }
  return isWell ? {} : { statusKey, endpointStatusKey: spread(list) }
}

function endpointStatusList({ marketplace, endpoint, status, isTest }: EndpointStatus): string {
  return `${marketplace}#${endpoint}#${status}${isTest === true ? '#test' : ''}`
}
