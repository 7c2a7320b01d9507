import { disableAfterMs, nextStep } from './disable-policy.ts'
import { type Health, healthy } from './health.ts'
import { addMs } from '../values/timestamp.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'

/** Why an attempt failed, of which version of the webhook, and when. */
type DisableReason = { reason: string; version: number; at: Date }

/** The health with the notice that is due: a warning, or that the webhook is to be disabled. */
export function withDueWarning(
  health: Health,
  { reason, version, at: now }: DisableReason,
): Health {
  const { failingSince = now.toISOString(), failures, warned: told } = health
  const since = new Date(failingSince)
  const step = nextStep(
    { since, failures, warned: told && { stage: told.stage, at: new Date(told.at) } },
    now,
  )
  if (step === undefined) return health
  if (step === 'disable') {
    return requestDisable(endpointKeyOf(health), health, { reason, version, at: now })
  }
  const disablesAt = addMs(since, disableAfterMs)
  const at = now.toISOString()
  const notice = { kind: 'failing', at, stage: step, failingSince, reason, disablesAt } as const
  return { ...health, warned: { stage: step, at }, notices: [...health.notices, notice] }
}

/** Marks the webhook for disabling: the receiver responded 410, or failed for too long. */
export function requestDisable(
  key: EndpointKey,
  health: Health | undefined,
  { reason, version, at: now }: DisableReason,
): Health {
  const before = health ?? healthy(key)
  if (before.endedVersion === version) return before
  const failingSince = before.failingSince ?? now.toISOString()
  const at = now.toISOString()
  const notice = { kind: 'disabled', at, version, failingSince, reason } as const
  const notices = [...before.notices, notice]
  return { ...before, failingSince, reason, endedVersion: version, notices }
}

function endpointKeyOf({ marketplace, endpoint }: Health): EndpointKey {
  return { marketplace, id: endpoint }
}
