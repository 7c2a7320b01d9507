import { answering, aWorld, gone } from '../worlds.ts'
import { type Case, stale, unreadable } from './case.ts'

const enable = 'POST /webhooks/{id}/enable'
const probe = 'POST /webhooks/{id}/probe'
const disable = 'POST /webhooks/{id}/disable'

export const ofSwitches: Case[] = [
  { line: enable, status: 200, when: 'it is enabled' },
  {
    line: enable,
    status: 200,
    when: 'it is disabled',
    world: () => answering({ kind: 'failed', reason: 'timeout' }, { enabled: false }),
  },
  { line: enable, status: 412, when: 'it has changed', asked: { headers: stale } },
  {
    line: probe,
    status: 200,
    when: 'the receiver responds',
    world: () => answering({ kind: 'delivered', status: 200 }),
  },
  {
    line: probe,
    status: 409,
    when: 'it is disabled',
    world: () => aWorld({ webhook: { enabled: false } }),
  },
  { line: disable, status: 200, when: 'it is enabled' },
  {
    line: disable,
    status: 200,
    when: 'it is disabled',
    world: () => aWorld({ webhook: { enabled: false } }),
  },
  { line: disable, status: 400, when: 'If-Match is invalid', asked: { headers: unreadable } },
  { line: disable, status: 404, when: 'it was just deleted', world: gone },
  { line: disable, status: 412, when: 'it has changed', asked: { headers: stale } },
]
