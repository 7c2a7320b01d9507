import type { ApiResponse } from '../api/operation.ts'
import { changeEntry } from '../audit/audit-entry.ts'
import type { WebhookChanges } from '../audit/webhook-changes.ts'
import { openCircuit, resetHealth } from '../health/circuit-breaker.ts'
import { toAttemptDetail } from './delivery-view.ts'
import type { Health } from '../health/health.ts'
import { updateHealth, forgetIfRemoved, type UpdateHealthPorts } from '../health/update-health.ts'
import { recordTest, testEvent, type TestPorts } from './test-event.ts'
import { type TestResult, sendTest } from './send-test.ts'
import { optimisticUpdate } from '../values/optimistic-update.ts'
import { wakeAt, type WakeAtPorts } from '../waiting/wake-up.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { notSaved } from './validate-webhook.ts'
import { webhookResponse } from './webhook-view.ts'
import type { Saved } from '../webhooks/saved.ts'

export type EnablePorts = TestPorts &
  UpdateHealthPorts &
  WakeAtPorts &
  Pick<WebhookChanges, 'replaceWebhook'>

/** A disabled webhook before and after; `isMoreThanEnabled` when other settings change too. */
type Enabling = { before: Webhook; after: Webhook; isMoreThanEnabled: boolean }

/**
 * Probes the receiver, and then enables the webhook whatever the response: after a failed probe
 * with its circuit open, so that deliveries wait. Other settings are saved first, because the probe
 * uses the stored settings.
 */
export async function enableWebhook(
  { before, after, isMoreThanEnabled }: Enabling,
  ports: EnablePorts,
): Promise<ApiResponse> {
  const stored = isMoreThanEnabled ? asBefore(after, before) : before
  if (isMoreThanEnabled) {
    const saved = await ports.replaceWebhook(stored, before, changeEntry(before, stored))
    if (saved !== 'saved') return notSaved(saved)
  }
  const event = testEvent(stored, {}, ports)
  if ('status' in event) return event
  const tried = await sendTest(event, stored, ports)

  const reason = refusalOf(tried)
  const now = ports.now()
  const health = await updateHealth(stored, healthAfter(stored, reason, now), ports)
  const { disabled, ...enabled } = after
  const wanted = { ...enabled, version: stored.version + 1, changedAt: now.toISOString() }
  const webhook = await saveDespiteReads(wanted, stored, ports)
  if (isNotSaved(webhook)) {
    await forgetIfRemoved(stored, ports)
    return notSaved(webhook)
  }

  await wakeAt(webhook, now.toISOString(), ports)
  return webhookResponse(webhook, 200, { health, now, probe: probeView(tried, reason) })
}

/**
 * Probes the receiver of an enabled webhook now. The attempt is a test: if it is delivered, it ends a
 * pause, and what waits is sent.
 */
export async function tryWebhookNow(
  webhook: Webhook,
  by: string,
  ports: EnablePorts,
): Promise<ApiResponse> {
  const event = testEvent(webhook, {}, ports)
  if ('status' in event) return event
  const tried = await sendTest(event, webhook, ports)
  await recordTest(tried, by, ports)
  const reason = refusalOf(tried)
  const health = await ports.findHealth(webhook)
  return webhookResponse(webhook, 200, {
    health,
    now: ports.now(),
    probe: probeView(tried, reason),
  })
}

function asBefore(after: Webhook, { disabled }: Webhook): Webhook {
  return { ...after, enabled: false, ...(disabled && { disabled }) }
}

type NotSaved = Exclude<Saved, 'saved'>

/** Give up after this many concurrent reads of the secret. */
const maxSecretReads = 5

/**
 * Saves a change of the version that was read. Reading the secret changes the row but not its
 * version: such a read is no conflict, and its record is preserved.
 */
async function saveDespiteReads(
  wanted: Webhook,
  before: Webhook,
  ports: EnablePorts,
): Promise<Webhook | NotSaved> {
  const read = () => ports.findWebhook(before.marketplace, before.id)
  const saved = await optimisticUpdate<Webhook | undefined, Webhook | NotSaved>(
    { read, known: { found: before }, maxTries: maxSecretReads + 1 },
    async (newest) => {
      if (newest?.version !== before.version) return 'stale'
      const after = { ...wanted, ...secretReads(newest) }
      const result = await ports.replaceWebhook(after, newest, changeEntry(newest, after))
      if (result === 'saved') return after
      return result === 'stale' ? 'conflict' : result
    },
  )
  return saved === 'conflict' ? 'stale' : saved
}

function secretReads({ secretShownCount, secretShownAt, secretShownBy }: Webhook) {
  return { secretShownCount, secretShownAt, secretShownBy }
}

function isNotSaved(saved: Webhook | NotSaved): saved is NotSaved {
  return typeof saved === 'string' || 'conflictsWith' in saved
}

/** Why the probe failed; undefined when it was delivered. */
function refusalOf({ delivery }: TestResult): string | undefined {
  const outcome = delivery.attempts.at(-1)?.outcome
  if (outcome === undefined) return 'no response yet'
  return outcome.kind === 'delivered' ? undefined : outcome.reason
}

/** Keeps the unpublished notices. */
function healthAfter(webhook: Webhook, reason: string | undefined, now: Date) {
  return (found: Health | undefined): Health | undefined => {
    if (reason === undefined) return found && resetHealth(found, now)
    return { ...openCircuit(webhook, reason, now), notices: found?.notices ?? [] }
  }
}

function probeView({ delivery }: TestResult, reason: string | undefined) {
  const attempt = delivery.attempts.at(-1)
  return {
    delivery: delivery.id,
    succeeded: reason === undefined,
    ...(reason !== undefined && { reason }),
    ...(attempt && { attempt: toAttemptDetail(attempt) }),
  }
}
