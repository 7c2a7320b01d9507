import { type ApiAnswer, type ApiRequest, invalid, problem, type Route } from './api.ts'
import { Detail, detailOf, type Event, eventFrom, eventLimitBytes } from './event.ts'

export type EventNeeds = {
  /** Puts the event on the bus; resolves when it is safe there. */
  publish: (event: Event) => Promise<void>
  newUuid: () => string
}

/** Publishing over HTTP, for those who cannot put events on the bus themselves. */
export const eventRoutes: readonly Route<EventNeeds>[] = [
  { method: 'POST', path: '/events', scope: 'events:write', answer: publishEvent },
]

async function publishEvent(
  { caller, json, text }: ApiRequest,
  { publish, newUuid }: EventNeeds,
): Promise<ApiAnswer> {
  const given: unknown =
    typeof json === 'object' && json !== null ? { uuid: newUuid(), ...json } : json
  const parsed = Detail.safeParse(withMarketplace(given, caller.marketplace))
  if (!parsed.success) return invalid('event', parsed.error)
  if (parsed.data.marketplace !== caller.marketplace) {
    const { marketplace } = parsed.data
    return problem(
      403,
      `Cannot publish for the marketplace '${marketplace}': the token is of '${caller.marketplace}'`,
    )
  }
  const event = eventFrom(parsed.data, text)
  if (Buffer.byteLength(detailOf(event)) > eventLimitBytes) {
    return problem(413, `Cannot take the event: it is larger than ${eventLimitBytes} bytes`)
  }
  await publish(event)
  return { status: 202, body: { uuid: parsed.data.uuid } }
}

/** The marketplace is the caller's; who names another one is told so, not corrected. */
function withMarketplace(given: unknown, marketplace: string): unknown {
  return typeof given === 'object' && given !== null ? { marketplace, ...given } : given
}
