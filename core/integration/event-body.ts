import type { IntegrationEventInput } from './event-input.ts'
import {
  type Address,
  addressKeys,
  type Order,
  type Payload,
  type Person,
} from './event-payload.ts'

/** What the marketplace adds to an event. */
export type EventSource = {
  /** `partner`: the marketplace's name; `baseUrl`: such as `https://shop.example.com`. */
  marketplace: { partner: string; baseUrl: string }
  applicationUuid: string | null
}

/** The body of an integration event, as its JSON has it. */
export type EventBody = ReturnType<typeof eventBody>

/**
 * The body that vendors fetch from the event's URL: every key in this order, null where there is no
 * value. Source: captured events. `customAttributes`, `discountCode` and `freeTrial` of an order
 * are not in them: the body has those only if the event does.
 */
export function eventBody(event: IntegrationEventInput, source: EventSource) {
  const { partner, baseUrl } = source.marketplace
  return {
    type: event.type,
    marketplace: { partner, baseUrl },
    applicationUuid: source.applicationUuid,
    flag: event.flag ?? null,
    creator: person(event.creator),
    payload: payload(event.payload),
    returnUrl: event.returnUrl ?? null,
    links: event.links?.map(({ rel, href }) => ({ rel, href })) ?? [],
  }
}

function payload({ account, addonInstance, addonBinding, notice, ...rest }: Payload) {
  return {
    user: person(rest.user),
    company: company(rest.company),
    account: account
      ? {
          accountIdentifier: account.accountIdentifier ?? null,
          status: account.status,
          parentAccountIdentifier: account.parentAccountIdentifier ?? null,
        }
      : null,
    addonInstance: addonInstance ?? null,
    addonBinding: addonBinding ?? null,
    order: order(rest.order),
    notice: notice ? { type: notice.type, message: notice.message ?? null } : null,
    configuration: rest.configuration ?? {},
  }
}

function person(given: Person | null | undefined) {
  if (!given) return null
  return {
    uuid: given.uuid,
    openId: given.openId ?? null,
    email: given.email ?? null,
    firstName: given.firstName ?? null,
    lastName: given.lastName ?? null,
    language: given.language ?? null,
    locale: given.locale ?? null,
    address: address(given.address),
    attributes: given.attributes ?? null,
  }
}

function address(given: Address | null | undefined) {
  return given ? Object.fromEntries(addressKeys.map((key) => [key, given[key] ?? null])) : null
}

function company(given: Payload['company']) {
  if (!given) return null
  return {
    uuid: given.uuid,
    externalId: given.externalId ?? null,
    name: given.name ?? null,
    email: given.email ?? null,
    phoneNumber: given.phoneNumber ?? null,
    website: given.website ?? null,
    country: given.country ?? null,
  }
}

function order(given: Order | null | undefined) {
  if (!given) return null
  const { customAttributes, discountCode, freeTrial } = given
  return {
    editionCode: given.editionCode ?? null,
    addonOfferingCode: given.addonOfferingCode ?? null,
    pricingDuration: given.pricingDuration ?? null,
    items: given.items?.map(({ unit, quantity }) => ({ unit, quantity })) ?? [],
    ...(customAttributes && { customAttributes }),
    ...(discountCode && { discountCode }),
    ...(freeTrial && { freeTrial }),
  }
}
