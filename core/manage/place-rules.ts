import { isObject } from '../values/is-object.ts'
import type { FieldError } from '../values/validation-errors.ts'
import { awsTargetOf } from '../webhooks/aws-target.ts'
import type { Endpoint } from '../webhooks/endpoint.ts'
import type { NewWebhook, WebhookChange } from '../webhooks/webhook-input.ts'

/** The account and role by which the router writes to AWS. */
type AwsAccess = {
  /** The ARN that roles have to trust; undefined if the router does not know it. */
  principalArn?: string
}

export type AwsAccessPorts = {
  /** Undefined if the router has no credentials of AWS, or no region. */
  awsAccess?: AwsAccess | undefined
}

const places = ['url', 'eventBus', 'queue'] as const
type Place = (typeof places)[number]

const names = { url: 'a URL', eventBus: 'an event bus', queue: 'a queue' } as const

/** What only HTTP requests have. */
const ofRequests = [
  ...['headers', 'acceptedStatuses', 'finalStatuses'],
  ...['clientCertificate', 'certificateAuthorities'],
] as const

/** What signs requests and messages; an event on a bus has no place for a signature. */
const ofSignatures = ['signingSecret', 'signingSecretFrom', 'signatures'] as const

/** The errors of a new webhook that is nowhere, or in several places. */
export function placeErrors(given: unknown): FieldError[] {
  const [first, second] = places.filter((name) => isObject(given) && given[name] !== undefined)
  if (first === undefined) return [{ path: 'url', message: 'is required, or eventBus or queue' }]
  if (second === undefined) return []
  return [{ path: second, message: `cannot be given with ${first}` }]
}

/** Whether the URL of a webhook is an ARN, which is not called. */
export function isAtAws(given: unknown): boolean {
  return isObject(given) && (given['eventBus'] !== undefined || given['queue'] !== undefined)
}

/** The errors of a new webhook at AWS. */
export function awsErrors(given: NewWebhook, ports: AwsAccessPorts): FieldError[] {
  const place = placeOf(given)
  if (place === 'url') return []
  return [...accessErrors(place, ports), ...unfitErrors(given, place)]
}

/** The errors of a change: a webhook stays at a URL, at an event bus or at a queue. */
export function placeChangeErrors(
  before: Pick<Endpoint, Place>,
  change: WebhookChange,
  ports: AwsAccessPorts,
): FieldError[] {
  const place = placeOf(before)
  const moved = places.filter((name) => {
    const isSame = name === 'url' && change.url === before.url
    return change[name] !== undefined && name !== place && !isSame
  })
  const message = `cannot be set, as the webhook has ${names[place]}: create another webhook`
  const errors = moved.map((path) => ({ path, message }))
  if (place === 'url') return errors
  const access = change[place] === undefined ? [] : accessErrors(place, ports)
  return [...errors, ...access, ...unfitErrors(change, place)]
}

function placeOf(given: Partial<Record<Place, unknown>>): Place {
  if (given.eventBus !== undefined) return 'eventBus'
  return given.queue === undefined ? 'url' : 'queue'
}

function accessErrors(path: Place, { awsAccess }: AwsAccessPorts): FieldError[] {
  if (awsAccess !== undefined) return []
  const message =
    'needs credentials of AWS, which this router does not have: ' +
    'start it with AWS_REGION, and with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or AWS_PROFILE'
  return [{ path, message }]
}

/** The errors of settings that mean nothing there. */
function unfitErrors(given: Partial<NewWebhook> | WebhookChange, place: Place): FieldError[] {
  const settings: Readonly<Record<string, unknown>> = given
  const unfit = place === 'eventBus' ? [...ofRequests, ...ofSignatures] : ofRequests
  const set = unfit.filter((name) => isSet(settings[name]))
  const { authentication } = given
  const hasCredentials = authentication !== undefined && authentication.type !== 'NONE'
  return [...(hasCredentials ? ['authentication'] : []), ...set].map((path) => ({
    path,
    message: `is for webhooks with a URL, and this one has ${names[place]}`,
  }))
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null
}

/** Whether a change makes the router write elsewhere at AWS, or with another role. */
export function isWrittenOtherwise(before: Endpoint, after: Endpoint): boolean {
  return awsTargetOf(before)?.roleArn !== awsTargetOf(after)?.roleArn
}
