import { version } from '../values/version.ts'
import { withEventUrl } from './endpoint-url.ts'
import type { IntegrationEvent } from './integration-event.ts'

/** A GET of the router to a vendor. */
export type VendorRequest = {
  method: 'GET'
  url: string
  headers: Readonly<Record<string, string>>
}

/** The path of the vendors' door where an event is read. */
export const eventsPath = '/api/integration/v1/events'

/** Where customers' browsers come: `/redirect` and `/return` of an event. */
export const customersPath = '/integration-events'

/** The address of an event for its vendor. */
export function eventUrlOf({ token }: Pick<IntegrationEvent, 'token'>, vendorUrl: string): string {
  return `${vendorUrl}${eventsPath}/${token}`
}

/** Where the vendor sends the customer's browser back. */
export function returnUrlOf({ token }: Pick<IntegrationEvent, 'token'>, vendorUrl: string): string {
  return `${vendorUrl}${customersPath}/${token}/return`
}

/** The call about an event, without its authentication. */
export function callRequest(
  template: string,
  event: Pick<IntegrationEvent, 'token'>,
  vendorUrl: string,
): VendorRequest {
  return {
    method: 'GET',
    url: withEventUrl(template, eventUrlOf(event, vendorUrl)),
    headers: {
      accept: 'application/json, application/xml',
      'accept-encoding': 'gzip',
      'user-agent': `Postrider/${version}`,
    },
  }
}
