import type { Attempt, Delivery } from '../deliveries/delivery.ts'
import {
  onFailure,
  onSuccess,
  onTestFailure,
  onTestSuccess,
  releaseProbe,
} from '../health/circuit-breaker.ts'
import { type Health, pauseOf } from '../health/health.ts'
import type { RecordedHealth } from '../health/record-health.ts'
import { withSlowLimit } from '../health/slow-receiver.ts'
import type { HealthUpdate } from '../health/update-health.ts'
import { requestDisable } from '../health/warnings.ts'
import { addMs } from '../values/timestamp.ts'
import type { Endpoint } from '../webhooks/endpoint.ts'
import { isTransformationFailure } from './payload.ts'

/** The endpoint and its health as they were when the attempt began, and when it ended. */
type AttemptedReceiver = { endpoint: Endpoint; known: Health | undefined; at: Date }

/** How an attempt changes the health of its receiver. */
export function healthChange(
  made: Attempt,
  delivery: Delivery,
  receiver: AttemptedReceiver,
): HealthUpdate {
  if (delivery.isTest === true) return testChange(made, delivery, receiver)
  const change = outcomeChange(made, delivery, receiver)
  return (health) => change(health && withSlowLimit(health, made))
}

/** A good test ends a pause; a bad one is only remembered. */
function testChange(
  { outcome }: Attempt,
  { id: delivery }: Delivery,
  { endpoint, at }: AttemptedReceiver,
): HealthUpdate {
  if (outcome.kind === 'delivered') return (health) => health && onTestSuccess(health, at)
  const failed = { at: at.toISOString(), reason: outcome.reason, delivery }
  return (health) => onTestFailure(endpoint, health, failed)
}

function outcomeChange(
  { outcome }: Attempt,
  { id: delivery }: Delivery,
  { endpoint, known, at }: AttemptedReceiver,
): HealthUpdate {
  // If there was no row when the attempt began, none is read now: the next attempt will find it.
  if (outcome.kind === 'delivered') return (health) => health && onSuccess(health, at)

  // No request was made.
  if (isTransformationFailure(outcome))
    return (health) => health && releaseProbe(health, delivery, at)

  const { reason, status } = outcome
  const failure = { delivery, reason, version: endpoint.version, known, at }
  if (outcome.kind === 'failed') {
    const { retryAfterSeconds: seconds } = outcome
    const pausedUntil = seconds === undefined ? undefined : addMs(at, seconds * 1000)
    return (health) => onFailure(endpoint, health, { ...failure, pausedUntil })
  }
  // The receiver works: it was set up to answer like this.
  const isFinal = status !== undefined && endpoint.finalStatuses?.includes(status) === true
  if (isFinal) return (health) => health && onSuccess(health, at)
  if (status === 410) return (health) => requestDisable(endpoint, health, failure)
  return (health) => health && releaseProbe(health, delivery, at)
}

/** When to wake the endpoint: its health has changed, or an attempt in flight has ended. */
export function wakeMoment(
  { limits }: Endpoint,
  { before, after }: RecordedHealth,
  now: Date,
): string | undefined {
  const pause = pauseOf(after, now)
  if (pause !== undefined) return after === before ? undefined : pause.until
  const mayDispatch = limits?.inFlight !== undefined || pauseOf(before, now) !== undefined
  return mayDispatch ? now.toISOString() : undefined
}

/** Whether deliveries may wait for the end of this attempt: its receiver is slow, and not paused. */
export function freesRoom({ before, after }: RecordedHealth, now: Date): boolean {
  return before?.slow !== undefined && pauseOf(after, now) === undefined
}
