import { disableAfterMs, nextStep } from './disable-rule.ts'
import { type Health, healthy } from './health.ts'
import type { WebhookKey } from './wake-up.ts'

/** Why it failed, and which version of the webhook. */
type Cause = { because: string; version: number }

/** The health with the warning that is due, or with the end of the webhook. */
export function warned(health: Health, { because, version }: Cause, now: Date): Health {
  const { failingSince = now.toISOString(), failures, warned: told } = health
  const since = new Date(failingSince)
  const step = nextStep(
    { since, failures, warned: told && { stage: told.stage, at: new Date(told.at) } },
    now,
  )
  if (step === undefined) return health
  if (step === 'disable') {
    return {
      ...health,
      notices: [...health.notices, { kind: 'disabled', version, failingSince, because }],
    }
  }
  const disablesAt = new Date(since.getTime() + disableAfterMs).toISOString()
  const notice = { kind: 'failing', stage: step, failingSince, because, disablesAt } as const
  const at = now.toISOString()
  return { ...health, warned: { stage: step, at }, notices: [...health.notices, notice] }
}

/** The health of a webhook that just wants no more: it is to be disabled. */
export function ended(
  key: WebhookKey,
  health: Health | undefined,
  { because, version }: Cause,
  now: Date,
): Health {
  const before = health ?? healthy(key)
  const failingSince = before.failingSince ?? now.toISOString()
  const notice = { kind: 'disabled', version, failingSince, because } as const
  return { ...before, failingSince, because, notices: [...before.notices, notice] }
}
