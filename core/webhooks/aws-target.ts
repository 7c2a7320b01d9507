import * as z from 'zod'

import { roleNamePattern } from './iam-names.ts'

/** What an event bus or a queue of AWS is written to with: a role, for an account that trusts it. */
export type AwsTarget = {
  arn: string
  roleArn: string
  /** The marketplace's, which the role's trust policy names. */
  externalId: string
}

/** The services of AWS that an endpoint may be in, instead of at a URL. */
export type AwsPlace = { eventBus?: AwsTarget; queue?: AwsTarget }

/** Without a path, as the permission to assume it names none. */
const RoleArn = z
  .string()
  .trim()
  .regex(
    /^arn:aws[a-z-]*:iam::[0-9]{12}:role[/]postrider-[0-9A-Za-z_+=,.@-]{1,54}$/,
    `must be the ARN of a role that is named ${roleNamePattern}, such as arn:aws:iam::123456789012:role/postrider-events`,
  )

const BusArn = arnOf(
  /^arn:aws[a-z-]*:events:[a-z0-9-]+:[0-9]{12}:event-bus[/][A-Za-z0-9._/-]{1,256}$/,
  'must be the ARN of an event bus, such as arn:aws:events:eu-central-1:123456789012:event-bus/orders',
)

const QueueArn = arnOf(
  /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}(\.fifo)?$/,
  'must be the ARN of a queue, such as arn:aws:sqs:eu-central-1:123456789012:orders',
)

/** An event bus, as a manager sends it. */
export const EventBusInput = z.strictObject({ arn: BusArn, roleArn: RoleArn })

/** A queue, as a manager sends it. */
export const QueueInput = z.strictObject({ arn: QueueArn, roleArn: RoleArn })

/** A place at AWS, or a URL, as a manager sends them. */
type GivenPlace = {
  url?: string | undefined
  eventBus?: Omit<AwsTarget, 'externalId'> | undefined
  queue?: Omit<AwsTarget, 'externalId'> | undefined
}

/**
 * Where an endpoint is, as it is stored. The URL of an event bus or a queue is its ARN, so that all
 * that names or compares endpoints needs no other case.
 */
export function placeFrom(
  { url = '', eventBus, queue }: GivenPlace,
  marketplace: string,
): { url: string } & AwsPlace {
  const externalId = externalIdOf(marketplace)
  if (eventBus !== undefined) return { url: eventBus.arn, eventBus: { ...eventBus, externalId } }
  if (queue !== undefined) return { url: queue.arn, queue: { ...queue, externalId } }
  return { url }
}

/** The event bus or the queue of an endpoint; undefined if it has a URL. */
export function awsTargetOf({ eventBus, queue }: AwsPlace): AwsTarget | undefined {
  return eventBus ?? queue
}

/**
 * Says for which marketplace a role is assumed. A role that trusts one marketplace's id cannot be used
 * by the managers of another one, even if they know its ARN. It is no secret.
 */
export function externalIdOf(marketplace: string): string {
  return `postrider/${marketplace}`
}

function arnOf(pattern: RegExp, message: string) {
  return z.string().trim().regex(pattern, message)
}
