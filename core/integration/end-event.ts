import type { Log } from '../ports.ts'
import { optimisticUpdate } from '../values/optimistic-update.ts'
import {
  type EventResult,
  type IntegrationEvent,
  shownToken,
  statusOf,
} from './integration-event.ts'
import type { AccountStore, IntegrationEventStore } from './integration-store.ts'
import { subscriptionOf } from './subject.ts'

export type EndPorts = Pick<
  IntegrationEventStore,
  'findIntegrationEvent' | 'replaceIntegrationEvent'
> &
  Pick<AccountStore, 'saveAccount'> & {
    /** Publishes `integration.completed` or `integration.failed`; resolves with why it failed. */
    publishOutcome: (event: IntegrationEvent) => Promise<string | undefined>
    /** Publishes `integration.in_progress`; resolves with why it failed. */
    publishProgress: (event: IntegrationEvent) => Promise<string | undefined>
    now: () => Date
    log: Log
  }

/** The event after a change; undefined when nothing changes. */
type EventChange = (event: IntegrationEvent) => IntegrationEvent | undefined

const maxTries = 10

/**
 * Changes an event that was just read, and publishes the news that the change made. Resolves with the
 * event as it is then, and whether it was changed.
 */
export async function changeEvent(
  known: IntegrationEvent,
  change: EventChange,
  ports: EndPorts,
): Promise<{ event: IntegrationEvent; isChanged: boolean } | undefined> {
  const read = () => ports.findIntegrationEvent(known.token)
  const rounds = { read, known: { found: known }, maxTries }
  let hasEnded = false
  const changed = await optimisticUpdate(rounds, async (before) => {
    if (before === undefined) return undefined
    const after = change(before)
    if (after === undefined) {
      // Another result came first: ours may have replaced its account.
      if (hasEnded) await keepAccount(before, ports)
      return { event: before, isChanged: false }
    }
    hasEnded ||= after.result !== undefined
    const next = { ...after, revision: before.revision + 1 }
    await keepAccount(next, ports)
    if (!(await ports.replaceIntegrationEvent(next, before))) return 'conflict'
    return { event: next, isChanged: true }
  })
  if (changed === 'conflict') throw new Error('Cannot change the event: too many changes')
  if (changed?.isChanged === true) await publishNews(changed.event, ports)
  return changed
}

/** The event with its result. The outcome is published after it was saved; that of a test is not. */
export function ended(event: IntegrationEvent, result: EventResult): IntegrationEvent {
  const { callingSince, ...rest } = event
  const isTest = event.asked.flag === 'STATELESS'
  return { ...rest, stage: 'ended', result, ...(!isTest && { isUnpublished: true }) }
}

/** Publishes the outcome of an event, or that it is in progress; the sweep repeats what failed. */
export async function publishNews(event: IntegrationEvent, ports: EndPorts): Promise<void> {
  if (event.isUnpublished !== true) return
  const isEnded = event.stage === 'ended'
  if (isEnded) logResult(event, ports.log)
  const reason = await (isEnded ? ports.publishOutcome(event) : ports.publishProgress(event))
  if (reason !== undefined) {
    const message = `Cannot publish ${isEnded ? 'an outcome' : 'that an event is in progress'}: ${reason}`
    ports.log({ level: 'ERROR', message, event: shownToken(event.token) })
    return
  }
  const { isUnpublished, ...published } = event
  const next = { ...published, revision: event.revision + 1 }
  await ports.replaceIntegrationEvent(next, event) // if it changed meanwhile, the sweep publishes again
}

/** Before the event ends, so that no later event of the account is sent without it. */
async function keepAccount(
  { marketplace, product, asked, result }: IntegrationEvent,
  { saveAccount }: EndPorts,
): Promise<void> {
  if (asked.type !== 'SUBSCRIPTION_ORDER' || asked.flag === 'STATELESS') return
  const { success = false, accountIdentifier } = result ?? {}
  if (!success || accountIdentifier === undefined) return
  await saveAccount({ marketplace, id: product }, subscriptionOf(asked), accountIdentifier)
}

function logResult(event: IntegrationEvent, log: Log): void {
  const { marketplace, product, token, asked, result } = event
  log({
    message: 'integration event ended',
    marketplace,
    product,
    event: shownToken(token),
    type: asked.type,
    status: statusOf(event),
    by: result?.by,
    ...(result?.errorCode !== undefined && { errorCode: result.errorCode }),
  })
}
