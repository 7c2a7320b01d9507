import { describe, expect, it } from '@jest/globals'

import { withHelpfulHeaders } from '../../../core/deliveries/helpful-headers.ts'
import { aCall } from '../../support/builders.ts'

describe('withHelpfulHeaders()', () => {
  it.each([
    ['webhook-timestamp', true],
    ['traceparent', true],
    ['authorization', true],
    ['X-Api-Key', true],
    ['webhook-id', false],
    ['webhook-signature', false],
    ['content-type', false],
    ['user-agent', false],
    ['accept', false],
  ])('has the header %s of the request: %s', (name, isThere) => {
    const request = { url: 'https://crm.example.com/', headers: { [name]: 'x' } }

    const { headers } = withHelpfulHeaders(aCall({ request })).request

    expect(headers).toEqual(isThere ? { [name]: 'x' } : {})
  })

  it.each([
    ['content-type', true],
    ['Server', true],
    ['x-request-id', true],
    ['x-amzn-requestid', true],
    ['x-amz-cf-id', true],
    ['cf-ray', true],
    ['date', false],
    ['content-length', false],
    ['strict-transport-security', false],
    ['set-cookie', false],
  ])('has the header %s of the response: %s', (name, isThere) => {
    const response = { headers: { [name]: 'x' }, body: { text: 'ok' } }

    const { response: shown } = withHelpfulHeaders(aCall({ response }))

    expect(shown).toEqual({ headers: isThere ? { [name]: 'x' } : {}, body: { text: 'ok' } })
  })

  it('leaves out nothing but headers', () => {
    const { request, response, ...rest } = aCall()

    expect(withHelpfulHeaders({ request, ...rest })).toEqual({
      request: { ...request, headers: {} },
      ...rest,
    })
  })
})
