import type { Outcome } from '../deliveries/outcome.ts'
import { eventType } from '../events/catalogue.ts'
import { type Event, notificationOf } from '../events/event.ts'
import type { JsonText } from '../values/json-text.ts'
import type { Endpoint } from '../webhooks/endpoint.ts'
import type { Evaluated, TransformationPorts } from '../webhooks/transformation.ts'

type Settings = Pick<Endpoint, 'id' | 'marketplace' | 'payload' | 'transformation' | 'eventBus'>

/** The body of an endpoint's requests, or why there is none. Only a transformation takes time. */
export function payloadOf(
  event: Event,
  { id, marketplace, payload, transformation, eventBus }: Settings,
  { evaluate }: TransformationPorts,
): Evaluated | Promise<Evaluated> {
  if (transformation !== undefined) {
    const owner = `${marketplace}/${id}`
    const evaluated = evaluate({ owner, expression: transformation, input: notificationOf(event) })
    return eventBus === undefined ? evaluated : evaluated.then(asDetail)
  }
  return { json: payload === 'THIN' ? thinNotificationOf(event) : notificationOf(event) }
}

/** The detail of an event on a bus, which has to be an object. */
function asDetail(evaluated: Evaluated): Evaluated {
  if (!('json' in evaluated) || evaluated.json.startsWith('{')) return evaluated
  return { reason: 'the result is not an object, and an event bus takes no other' }
}

/** What a request's body is, unless it is the full event. */
export function payloadKind({
  payload,
  transformation,
}: Settings): 'THIN' | 'TRANSFORMED' | undefined {
  if (transformation !== undefined) return 'TRANSFORMED'
  return payload === 'THIN' ? payload : undefined
}

const prefix = 'transformation: '

/** The outcome of an attempt whose transformation failed: another attempt follows, as it may be mended. */
export function transformationFailed({
  reason,
  position,
}: Exclude<Evaluated, { json: JsonText }>): Outcome {
  const at = position === undefined ? '' : ` (at position ${position})`
  return { kind: 'failed', reason: `${prefix}${reason}${at}` }
}

/** Whether an attempt ended without a request, by the webhook's own transformation. */
export function isTransformationFailure(outcome: Outcome): boolean {
  return outcome.kind === 'failed' && outcome.reason.startsWith(prefix)
}

/** Which event it is, for receivers that read the resource by its URL. */
function thinNotificationOf({ uuid, timestamp, resource, resourceAction }: Event): JsonText {
  const { type, uuid: id, url } = resource
  const name = eventType(type, resourceAction)
  return JSON.stringify({
    uuid,
    timestamp,
    type: name,
    resource: { type, uuid: id, url },
    resourceAction,
  })
}
