import { actionsOf, eventType } from '../../core/events/catalogue.ts'
import { type Delivery, positionOf, type Status, statuses } from '../../core/deliveries/delivery.ts'
import { selectsFailures, type DeliveryFilter } from '../../core/deliveries/delivery-filter.ts'
import type { Query } from '../../core/ports.ts'
import { endedKeyOf, endedLists, isEnded } from './ended-deliveries.ts'

/**
 * The lists that together contain every match of a filter; `isExact` if they contain nothing else.
 */
type Lists = { lists: readonly Query[]; isExact: boolean }

type Choice = { lists: readonly Query[]; covers: readonly (keyof DeliveryFilter)[] }

/** The lists to read for a filter: they contain every match, and as little else as possible. */
export function listsFor(marketplace: string, filter: DeliveryFilter): Lists {
  const { lists, covers } = choose(marketplace, filter)
  const covered: readonly string[] = [...covers, 'from', 'to']
  return {
    lists: lists.map((list) => ({ ...list, ...rangeOf(filter), newestFirst: true })),
    isExact: Object.keys(filter).every((name) => covered.includes(name)),
  }
}

/** The index attributes of a delivery. */
export function indexAttributesOf(delivery: Delivery) {
  const { marketplace, endpoint, event } = delivery
  const { resource, resourceAction } = event
  return {
    position: positionOf(delivery),
    endpointKey: `${marketplace}#${endpoint}`,
    eventKey: `${marketplace}#${event.uuid.toLowerCase()}`,
    resourceKey: `${marketplace}#${resource.uuid}`,
    typeKey: `${marketplace}#${eventType(resource.type, resourceAction)}`,
    ...(needsStatusList(delivery) && { statusKey: `${marketplace}#${delivery.status}` }),
    ...endedKeyOf(delivery),
  }
}

/**
 * Whether the status index lists it: all but successes. A successful delivery whose manual retry
 * failed stays `successful`, and is listed.
 */
function needsStatusList({ status, attempts }: Delivery): boolean {
  return status !== 'successful' || attempts.at(-1)?.outcome.kind !== 'delivered'
}

/** In order of selectivity: usually the shortest list first, the marketplace's whole list last. */
function choose(marketplace: string, filter: DeliveryFilter): Choice {
  const { event, resourceUuid, webhook, resource, action } = filter
  const within = (index: string, name: string) => ({ index, partition: `${marketplace}#${name}` })
  if (event !== undefined) return { lists: [within('byEvent', event)], covers: ['event'] }
  if (resourceUuid !== undefined) {
    return { lists: [within('byResource', resourceUuid)], covers: ['resourceUuid'] }
  }
  const statuses = listedStatuses(filter)
  if (statuses !== undefined) return ofStatuses(statuses, marketplace, webhook)
  if (webhook !== undefined) return { lists: [within('byEndpoint', webhook)], covers: ['webhook'] }
  if (resource !== undefined) {
    const actions = action === undefined ? actionsOf(resource) : [action]
    const lists = actions.map((one) => within('byType', eventType(resource, one)))
    return { lists, covers: ['resource', 'action'] }
  }
  return { lists: [{ index: 'byMarketplace', partition: marketplace }], covers: [] }
}

/** The statuses whose lists contain every match; undefined if successes may match. */
function listedStatuses(filter: DeliveryFilter): readonly Status[] | undefined {
  const { status } = filter
  if (selectsFailures(filter)) return status === undefined ? statuses : [status]
  return status === undefined || status === 'successful' ? undefined : [status]
}

function ofStatuses(
  statuses: readonly Status[],
  marketplace: string,
  webhook: string | undefined,
): Choice {
  const lists = statuses.flatMap((status): readonly Query[] =>
    webhook !== undefined && isEnded(status)
      ? endedLists({ marketplace, endpoint: webhook, status })
      : [{ index: 'byStatus', partition: `${marketplace}#${status}` }],
  )
  return { lists, covers: statuses.every(isEnded) ? ['status', 'webhook'] : ['status'] }
}

/** The requested time range of a list, which is sorted by creation time. */
function rangeOf({ from, to }: DeliveryFilter) {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to: `${to}~` }) }
}
