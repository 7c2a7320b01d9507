import { disableAfterMs, nextStep } from './disable-policy.ts'
import { type Health, healthy } from './health.ts'
import { momentAfter } from '../values/timestamp.ts'
import type { WebhookKey } from '../webhooks/webhook.ts'

/** Why it failed, which version of the webhook, and when. */
type Cause = { because: string; version: number; at: Date }

/** The health with the warning that is due, or with the end of the webhook. */
export function warned(health: Health, { because, version, at: now }: Cause): Health {
  const { failingSince = now.toISOString(), failures, warned: told } = health
  const since = new Date(failingSince)
  const step = nextStep(
    { since, failures, warned: told && { stage: told.stage, at: new Date(told.at) } },
    now,
  )
  if (step === undefined) return health
  if (step === 'disable') {
    return ended(keyOf(health), health, { because, version, at: now })
  }
  const disablesAt = momentAfter(since, disableAfterMs)
  const at = now.toISOString()
  const notice = { kind: 'failing', at, stage: step, failingSince, because, disablesAt } as const
  return { ...health, warned: { stage: step, at }, notices: [...health.notices, notice] }
}

/** The health of a webhook that just wants no more: it is to be disabled. */
export function ended(
  key: WebhookKey,
  health: Health | undefined,
  { because, version, at: now }: Cause,
): Health {
  const before = health ?? healthy(key)
  if (before.endedVersion === version) return before
  const failingSince = before.failingSince ?? now.toISOString()
  const at = now.toISOString()
  const notice = { kind: 'disabled', at, version, failingSince, because } as const
  const notices = [...before.notices, notice]
  return { ...before, failingSince, because, endedVersion: version, notices }
}

function keyOf({ marketplace, webhook }: Health): WebhookKey {
  return { marketplace, id: webhook }
}
