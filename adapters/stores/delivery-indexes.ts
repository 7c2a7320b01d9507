import { actionsOf, eventType } from '../../core/events/catalogue.ts'
import { type Delivery, positionOf, Status } from '../../core/deliveries/delivery.ts'
import { asksForTrouble, type DeliveryFilter } from '../../core/deliveries/delivery-filter.ts'
import type { Query } from '../../core/ports.ts'
import { endedKeyOf, endedLists, isEnded } from './ended-deliveries.ts'

/** Lists that together hold all that a filter asks for, and whether they hold nothing else. */
type Lists = { lists: readonly Query[]; isExact: boolean }

type Choice = { lists: readonly Query[]; settles: readonly (keyof DeliveryFilter)[] }

/** The lists to read for a filter: those that hold what it asks for, and as little else as possible. */
export function listsFor(marketplace: string, filter: DeliveryFilter): Lists {
  const { lists, settles } = choose(marketplace, filter)
  const settled: readonly string[] = [...settles, 'from', 'to']
  return {
    lists: lists.map((list) => ({ ...list, ...rangeOf(filter), newestFirst: true })),
    isExact: Object.keys(filter).every((asked) => settled.includes(asked)),
  }
}

/** What puts a delivery into its lists. */
export function listingsOf(delivery: Delivery) {
  const { marketplace, webhook, event } = delivery
  const { resource, resourceAction } = event
  return {
    position: positionOf(delivery),
    webhookKey: `${marketplace}#${webhook}`,
    eventKey: `${marketplace}#${event.uuid.toLowerCase()}`,
    resourceKey: `${marketplace}#${resource.uuid}`,
    typeKey: `${marketplace}#${eventType(resource.type, resourceAction)}`,
    ...(isTroubled(delivery) && { statusKey: `${marketplace}#${delivery.status}` }),
    ...endedKeyOf(delivery),
  }
}

/** All but those that ended with success. One that somebody had sent again may fail then, and stays successful. */
function isTroubled({ status, attempts }: Delivery): boolean {
  return status !== 'successful' || attempts.at(-1)?.outcome.kind !== 'delivered'
}

/** From the list that is the shortest, as a rule, to the one that holds everything. */
function choose(marketplace: string, filter: DeliveryFilter): Choice {
  const { event, resourceUuid, webhook, resource, action } = filter
  const within = (index: string, name: string) => ({ index, partition: `${marketplace}#${name}` })
  if (event !== undefined) return { lists: [within('byEvent', event)], settles: ['event'] }
  if (resourceUuid !== undefined) {
    return { lists: [within('byResource', resourceUuid)], settles: ['resourceUuid'] }
  }
  const statuses = troubledStatuses(filter)
  if (statuses !== undefined) return ofStatuses(statuses, marketplace, webhook)
  if (webhook !== undefined) return { lists: [within('byWebhook', webhook)], settles: ['webhook'] }
  if (resource !== undefined) {
    const wanted = action === undefined ? actionsOf(resource) : [action]
    const lists = wanted.map((one) => within('byType', eventType(resource, one)))
    return { lists, settles: ['resource', 'action'] }
  }
  return { lists: [{ index: 'byMarketplace', partition: marketplace }], settles: [] }
}

/** The statuses whose lists hold what is asked for; undefined when it may have ended with success. */
function troubledStatuses(filter: DeliveryFilter): readonly Status[] | undefined {
  const { status } = filter
  if (asksForTrouble(filter)) return status === undefined ? Status.options : [status]
  return status === undefined || status === 'successful' ? undefined : [status]
}

function ofStatuses(
  statuses: readonly Status[],
  marketplace: string,
  webhook: string | undefined,
): Choice {
  const lists = statuses.flatMap((status): readonly Query[] =>
    webhook !== undefined && isEnded(status)
      ? endedLists({ marketplace, webhook, status })
      : [{ index: 'byStatus', partition: `${marketplace}#${status}` }],
  )
  return { lists, settles: statuses.every(isEnded) ? ['status', 'webhook'] : ['status'] }
}

/** The part of a list that is of the time asked for; its order is that of the moments of creation. */
function rangeOf({ from, to }: DeliveryFilter) {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to: `${to}~` }) }
}
