import type { ApiAnswer } from '../api/endpoint.ts'
import { type AuditEntry, changeEntry } from '../audit/audit-entry.ts'
import { brokenFrom, restarted } from '../health/circuit-breaker.ts'
import { toAttempt } from './delivery-view.ts'
import type { Health } from '../health/health.ts'
import { changeHealth, forgetIfRemoved, type HealthChangeNeeds } from '../health/update-health.ts'
import { testEvent, type TestNeeds } from './test-event.ts'
import { type TriedOut, tryOut } from './send-test.ts'
import { wakeAt, type WakeAtNeeds } from '../waiting/wake-up.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { notSaved } from './validate-webhook.ts'
import { shown } from './webhook-view.ts'
import type { Saved } from '../webhooks/saved.ts'

export type EnableNeeds = TestNeeds &
  HealthChangeNeeds &
  WakeAtNeeds & {
    replaceWebhook: (after: Webhook, before: Webhook, entry: AuditEntry) => Promise<Saved>
  }

/** A disabled webhook, and what it is to be; `isMoreThanEnabled` when other settings change too. */
type Enabling = { before: Webhook; after: Webhook; isMoreThanEnabled: boolean }

/**
 * Asks the receiver first, and enables the webhook then, whatever it answered: if it failed, with
 * its circuit open, so that events wait instead of being lost. Other settings are saved before, for
 * the question is sent as the webhook is stored.
 */
export async function enableWebhook(
  { before, after, isMoreThanEnabled }: Enabling,
  needs: EnableNeeds,
): Promise<ApiAnswer> {
  const stored = isMoreThanEnabled ? asBefore(after, before) : before
  if (isMoreThanEnabled) {
    const saved = await needs.replaceWebhook(stored, before, changeEntry(before, stored))
    if (saved !== 'saved') return notSaved(saved)
  }
  const event = testEvent(stored, {}, needs)
  if ('status' in event) return event
  const tried = await tryOut(event, stored, needs)

  const because = faultOf(tried)
  const now = needs.now()
  const health = await changeHealth(stored, healthAfter(stored, because, now), needs)
  const { disabled, ...enabled } = after
  const wanted = { ...enabled, version: stored.version + 1, changedAt: now.toISOString() }
  const webhook = await saveOverLooks(wanted, stored, needs)
  if (isNotSaved(webhook)) {
    await forgetIfRemoved(stored, needs)
    return notSaved(webhook)
  }

  await wakeAt(webhook, now.toISOString(), needs)
  return shown(webhook, 200, { health, now, probe: probeView(tried, because) })
}

function asBefore(after: Webhook, { disabled }: Webhook): Webhook {
  return { ...after, enabled: false, ...(disabled && { disabled }) }
}

type NotSaved = Exclude<Saved, 'saved'>

/** So many looks at the secret nobody takes while one change is saved. */
const mostLooks = 5

/**
 * Saves the change of the version that was read. A look at the secret meanwhile makes no other
 * version; it stays on record.
 */
async function saveOverLooks(
  wanted: Webhook,
  before: Webhook,
  needs: EnableNeeds,
): Promise<Webhook | NotSaved> {
  let newest = before
  for (let tries = 0; tries <= mostLooks; tries += 1) {
    const after = { ...wanted, ...looksAt(newest) }
    const saved = await needs.replaceWebhook(after, newest, changeEntry(newest, after))
    if (saved === 'saved') return after

    const found = await needs.findWebhook(before.marketplace, before.id)
    if (saved !== 'stale' || found?.version !== before.version) return saved
    newest = found
  }
  return 'stale'
}

function looksAt({ secretShownTimes, secretShownAt, secretShownBy }: Webhook) {
  return { secretShownTimes, secretShownAt, secretShownBy }
}

function isNotSaved(saved: Webhook | NotSaved): saved is NotSaved {
  return typeof saved === 'string' || 'conflictsWith' in saved
}

/** Why the probe failed; undefined when it was delivered. */
function faultOf({ delivery }: TriedOut): string | undefined {
  const outcome = delivery.attempts.at(-1)?.outcome
  if (outcome === undefined) return 'no answer yet'
  return outcome.kind === 'delivered' ? undefined : outcome.because
}

/** What is still to be told stays to be told. */
function healthAfter(webhook: Webhook, because: string | undefined, now: Date) {
  return (found: Health | undefined): Health | undefined => {
    if (because === undefined) return found && restarted(found, now)
    return { ...brokenFrom(webhook, because, now), notices: found?.notices ?? [] }
  }
}

function probeView({ delivery, calls }: TriedOut, because: string | undefined) {
  const attempt = delivery.attempts.at(-1)
  return {
    delivery: delivery.id,
    succeeded: because === undefined,
    ...(because !== undefined && { because }),
    ...(attempt && { attempt: { ...toAttempt(attempt), ...calls.at(-1) } }),
  }
}
