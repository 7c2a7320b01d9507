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
  const { marketplace: ours } = caller
  const given = isObject(json) ? { marketplace: ours, uuid: newUuid(), ...json } : json
  const parsed = Detail.safeParse(given)
  if (!parsed.success) return invalid('event', parsed.error)
  const { marketplace } = parsed.data
  if (marketplace !== ours) {
    // Who names another marketplace is told so, not corrected.
    return problem(
      403,
      `Cannot publish for the marketplace '${marketplace}': the token is of '${ours}'`,
    )
  }
  const event = eventFrom(parsed.data, text)
  if (Buffer.byteLength(detailOf(event)) > eventLimitBytes) {
    return problem(413, `Cannot take the event: it is larger than ${eventLimitBytes} bytes`)
  }
  await publish(event)
  return { status: 202, body: { uuid: parsed.data.uuid } }
}

function isObject(json: unknown): json is object {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
