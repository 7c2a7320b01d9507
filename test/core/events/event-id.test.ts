import { describe, expect, it } from '@jest/globals'

import { comparable, EventId } from '../../../core/events/event-id.ts'
import { uuidOf } from '../../support/builders.ts'

describe('EventId', () => {
  it.each([
    uuidOf(1),
    uuidOf(1).toUpperCase(),
    '01HZX3K9QZ8V5M2N7T4R6W1YBC',
    'evt_1',
    '1',
    'a'.repeat(64),
  ])('accepts %s', (id) => {
    expect(EventId.safeParse(id).success).toBe(true)
  })

  it.each(['', 'a'.repeat(65), 'a b', 'a#b', 'a/b', 'a.b', 'é', 'a\n'])('rejects %j', (id) => {
    expect(EventId.safeParse(id).success).toBe(false)
  })
})

describe('comparable()', () => {
  it('is the same for a UUID in any case, and differs for other ids in another case', () => {
    const [upper, mixed] = ['7D0C0000-0000-4000-8000-00000000000A', 'evt_Ab']

    expect(comparable(upper)).toBe(upper.toLowerCase())
    expect(comparable(mixed)).toBe(mixed)
  })
})
