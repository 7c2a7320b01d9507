import { describe, expect, it } from '@jest/globals'

import { ApiError } from '../../../web/api/api-error.ts'
import { pollEvery } from '../../../web/api/polling.ts'

const refusal = (status: number) =>
  new ApiError({ kind: 'http-error', status, detail: '', errors: [] })

describe('pollEvery()', () => {
  it.each([
    ['when the last request succeeded', null, 5000],
    ['when the API is not reachable', new ApiError({ kind: 'unreachable' }), 5000],
    ['when there are too many requests', refusal(429), 5000],
    ['when the API fails', refusal(500), 5000],
    ['after a bad filter', refusal(400), false],
    ['after what the role may not read', refusal(403), false],
    ['after something that is gone', refusal(404), false],
  ])('%s: %p -> %p', (_, error, expected) => {
    expect(pollEvery(5000)({ state: { error } })).toBe(expected)
  })
})
