import { describe, expect, it } from '@jest/globals'

import { ifMatch } from '../../core/if-match.ts'

describe('ifMatch()', () => {
  it.each(['"3"', '3', '"3-aZ_9-"', ' "3" ', '"2", "3"', '2,3', '*', ' * '])(
    'lets %j pass for version 3',
    (header) => {
      expect(ifMatch(header, 3, 'required')).toBeUndefined()
      expect(ifMatch(header, 3, 'optional')).toBeUndefined()
    },
  )

  it.each([
    '"2"',
    '2',
    '"2-3"',
    '3-a',
    '"3-"',
    '"33"',
    '"03"',
    '',
    '""',
    'abc',
    '"*"',
    '"2", "4"',
    'W/"3"',
    '3 4',
  ])('answers 412 when %j meets version 3', (header) => {
    for (const need of ['required', 'optional'] as const) {
      expect(ifMatch(header, 3, need)).toMatchObject({
        status: 412,
        body: { title: 'Precondition Failed', detail: expect.stringContaining('version is 3') },
      })
    }
  })

  it('answers 428 when it is required and missing', () => {
    expect(ifMatch(undefined, 3, 'required')).toMatchObject({
      status: 428,
      body: { title: 'Precondition Required', detail: expect.stringContaining('If-Match') },
    })
  })

  it('lets a missing one pass when it is optional', () => {
    expect(ifMatch(undefined, 3, 'optional')).toBeUndefined()
  })
})
