import { describe, expect, it } from '@jest/globals'

import { judge } from '../../core/outcome.ts'

describe('judge()', () => {
  it.each([200, 201, 202, 204, 206, 226, 299])('%i is delivered', (status) => {
    expect(judge({ kind: 'answered', status })).toEqual({ kind: 'delivered', status })
  })

  it.each([
    100, 101, 199, 300, 301, 302, 304, 307, 308, 400, 401, 403, 404, 408, 409, 411, 429, 500, 502,
    503, 504, 599, 999,
  ])('%i has failed', (status) => {
    const because = `status ${status}`

    expect(judge({ kind: 'answered', status })).toEqual({ kind: 'failed', because, status })
  })

  it('410 is refused', () => {
    const outcome = judge({ kind: 'answered', status: 410 })

    expect(outcome).toEqual({ kind: 'refused', because: 'status 410', status: 410 })
  })

  it.each(['timeout', 'ECONNREFUSED', 'refused: the URL must begin with https://'])(
    'no answer has failed, because of what stood in its way: %s',
    (because) => {
      expect(judge({ kind: 'unanswered', because })).toEqual({ kind: 'failed', because })
    },
  )
})
