import { describe, expect, it } from '@jest/globals'

import { judge, type Reply } from '../../../core/deliveries/outcome.ts'
import { noon } from '../../support/builders.ts'

describe('judge()', () => {
  it.each([200, 201, 202, 204, 206, 226, 299])('%i is delivered', (status) => {
    expect(judge({ kind: 'answered', status }, noon)).toEqual({ kind: 'delivered', status })
  })

  it.each([
    100, 101, 199, 300, 301, 302, 304, 307, 308, 400, 401, 403, 404, 408, 409, 411, 429, 500, 502,
    503, 504, 599, 999,
  ])('%i has failed', (status) => {
    const reason = `status ${status}`

    expect(judge({ kind: 'answered', status }, noon)).toEqual({ kind: 'failed', reason, status })
  })

  it('410 is refused', () => {
    const outcome = judge({ kind: 'answered', status: 410 }, noon)

    expect(outcome).toEqual({ kind: 'refused', reason: 'status 410', status: 410 })
  })

  it.each([
    [302, { acceptedStatuses: [302] }, { kind: 'delivered', status: 302 }],
    [410, { acceptedStatuses: [410] }, { kind: 'delivered', status: 410 }],
    [404, { finalStatuses: [404, 422] }, { kind: 'refused', reason: 'status 404', status: 404 }],
    [500, { acceptedStatuses: [302], finalStatuses: [404] }, { kind: 'failed' }],
    [200, { finalStatuses: [404] }, { kind: 'delivered', status: 200 }],
  ])('%i has the meaning that its endpoint gives it: %j', (status, meanings, expected) => {
    expect(judge({ kind: 'answered', status }, noon, meanings)).toMatchObject(expected)
  })

  it.each(['timeout', 'ECONNREFUSED', 'refused: the URL must begin with https://'])(
    'no response has failed, with the reason: %s',
    (reason) => {
      expect(judge({ kind: 'unanswered', reason }, noon)).toEqual({ kind: 'failed', reason })
    },
  )

  const asking = (status: number, header: string): Reply => {
    const response = { headers: { 'retry-after': header }, body: { text: '' } }
    return { kind: 'answered', status, exchange: { durations: { totalMs: 1 }, response } }
  }

  it.each([429, 503])('%i has the seconds of Retry-After', (status) => {
    expect(judge(asking(status, '120'), noon)).toMatchObject({ retryAfterSeconds: 120 })
    expect(judge(asking(status, 'soon'), noon)).not.toHaveProperty('retryAfterSeconds')
  })

  it.each([202, 301, 500, 502])('%i ignores Retry-After', (status) => {
    expect(judge(asking(status, '120'), noon)).not.toHaveProperty('retryAfterSeconds')
  })
})
