import { describe, expect, it } from '@jest/globals'

import { match } from '../../../core/webhooks/match-event.ts'
import { anEvent } from '../../support/builders.ts'

const routes = [
  { webhook: 'added', actions: ['ADDED'], enabled: true, version: 1 },
  { webhook: 'both', actions: ['ADDED', 'REMOVED'], enabled: true, version: 1 },
  { webhook: 'disabled', actions: ['REMOVED'], enabled: false, version: 1 },
  { webhook: 'none', actions: [], enabled: true, version: 1 },
] satisfies Parameters<typeof match>[1]

describe('match()', () => {
  it.each([
    ['ADDED', ['added', 'both']],
    ['CHANGED', []],
    ['REMOVED', ['both', 'disabled']],
  ] as const)('of %s returns %j, whether disabled or not', (resourceAction, expected) => {
    const matched = match(anEvent({ resourceAction }), routes)

    expect(matched.map(({ webhook }) => webhook)).toEqual(expected)
  })
})
