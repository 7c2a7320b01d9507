import { describe, expect, it } from '@jest/globals'

import {
  newRecovery,
  type Recovery,
  recoveryEntry,
  resumeIfLost,
} from '../../../core/wake/recovery.ts'
import { positionAt } from '../../../core/deliveries/delivery-id.ts'
import { afterNoon, noon } from '../../support/builders.ts'

const range = { from: afterNoon(-3600), to: afterNoon(-60) }
const started: Recovery = newRecovery(
  { marketplace: 'acme', id: 'webhook-1' },
  { id: 'recovery-1', ...range, statuses: ['failed'], total: 7 },
  { at: noon.toISOString(), by: 'manager-1' },
)

it('newRecovery() begins at the start of the time range, with its first status', () => {
  expect(started).toEqual({
    id: 'recovery-1',
    marketplace: 'acme',
    endpoint: 'webhook-1',
    status: 'running',
    ...range,
    statuses: ['failed'],
    total: 7,
    recovered: 0,
    list: 0,
    cursor: positionAt(range.from),
    createdAt: noon.toISOString(),
    by: 'manager-1',
    touchedAt: noon.toISOString(),
    revision: 0,
  })
})

it.each(['recovery.started', 'recovery.cancelled'] as const)(
  'recoveryEntry() says who did what, when, and to which deliveries: %s',
  (action) => {
    const who = { by: 'manager-2', at: afterNoon(5) }

    expect(recoveryEntry(started, action, who)).toEqual({
      id: expect.any(String),
      marketplace: 'acme',
      ...who,
      action,
      webhook: 'webhook-1',
      recovery: 'recovery-1',
      selection: { ...range, statuses: ['failed'], total: 7 },
    })
  },
)

describe('resumeIfLost()', () => {
  const message = {
    kind: 'recover',
    marketplace: 'acme',
    endpoint: 'webhook-1',
    recovery: 'recovery-1',
    step: 3,
  } as const
  const line = {
    message: 'recovery resumed',
    marketplace: 'acme',
    webhook: 'webhook-1',
    recovery: 'recovery-1',
    recovered: 50,
  }

  it.each([
    ['nothing before five minutes without a step', 299.999, false, false],
    ['the step that is due after five minutes without one', 300, false, true],
    ['it earlier with resetAll', 0, true, true],
  ])('sends %s', async (_, seconds, resetAll, isResumed) => {
    const at = afterNoon(seconds)
    const [sent, lines]: unknown[][] = [[], []]

    const resumed = await resumeIfLost({ ...started, recovered: 50, revision: 3 }, resetAll, {
      now: () => new Date(at),
      log: (logged) => void lines?.push(logged),
      sendWakeUp: (...given) => Promise.resolve(void sent?.push(given)),
    })

    expect(resumed).toBe(isResumed)
    expect(sent).toEqual(isResumed ? [[message, at]] : [])
    expect(lines).toEqual(isResumed ? [line] : [])
  })
})
