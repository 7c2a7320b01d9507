import { describe, expect, it } from '@jest/globals'

import { ifMatch } from '../../../core/api/if-match.ts'

describe('ifMatch()', () => {
  it.each(['"3"', '3', '"3-aZ_9-"', ' "3" ', '"2", "3"', '2,3', '*', ' * '])(
    'accepts %j for version 3',
    (header) => {
      expect(ifMatch(header, 3, 'required')).toBeUndefined()
      expect(ifMatch(header, 3, 'optional')).toBeUndefined()
    },
  )

  it.each(['"2"', '2', '"2-3"', '"3-"', '"33"', '"03"', '""', '"abc"', '"*"', '"2", "4"', 'W/"3"'])(
    'answers 412 to %j when the version is 3',
    (header) => {
      for (const need of ['required', 'optional'] as const) {
        expect(ifMatch(header, 3, need)).toMatchObject({
          status: 412,
          body: { title: 'Precondition Failed', detail: expect.stringContaining('version is 3') },
        })
      }
    },
  )

  it.each(['', 'abc', '3 4', '"3', '"2", abc', 'W/3', '*, "3"'])(
    'answers 400 and describes the format when %j is not a version',
    (header) => {
      for (const need of ['required', 'optional'] as const) {
        expect(ifMatch(header, 3, need)).toMatchObject({
          status: 400,
          body: { detail: 'Cannot read If-Match: it must be a version in quotes, such as "3"' },
        })
      }
    },
  )

  it('answers 428 when it is required and missing', () => {
    expect(ifMatch(undefined, 3, 'required')).toMatchObject({
      status: 428,
      body: { title: 'Precondition Required', detail: expect.stringContaining('If-Match') },
    })
  })

  it('accepts a missing one when it is optional', () => {
    expect(ifMatch(undefined, 3, 'optional')).toBeUndefined()
  })
})
