import { aWorld, type World } from '../worlds.ts'
import type { Case } from './case.ts'

const recover = 'POST /webhooks/{id}/recover'
const cancel = 'POST /webhooks/{id}/recoveries/{job}/cancel'
const from = '2026-01-01T00:00:00Z'
/** Starts a recovery of the webhook. */
export const recoveryFrom = (world: World) =>
  world.ask('POST /webhooks/webhook-1/recover', { body: { from } })

export const ofRecoveries: Case[] = [
  { line: recover, status: 200, when: 'it is a dry run', asked: { body: { from, dryRun: true } } },
  {
    line: recover,
    status: 200,
    when: 'it is a dry run for one status',
    asked: { body: { from, dryRun: true, statuses: ['skipped'] } },
  },
  { line: recover, status: 202, when: 'it starts', asked: { body: { from } } },
  {
    line: recover,
    status: 409,
    when: 'one is running',
    asked: { body: { from } },
    before: recoveryFrom,
  },
  {
    line: recover,
    status: 409,
    when: 'the webhook is disabled',
    asked: { body: { from } },
    world: () => aWorld({ webhook: { enabled: false } }),
  },
  {
    line: 'GET /webhooks/{id}/recoveries/{job}',
    status: 200,
    when: 'it runs',
    before: recoveryFrom,
  },
  { line: cancel, status: 200, when: 'it runs', before: recoveryFrom },
  {
    line: cancel,
    status: 409,
    when: 'it keeps changing',
    before: recoveryFrom,
    world: () => aWorld({ ports: { replaceRecovery: () => Promise.resolve(false) } }),
  },
]
