import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { invalid, invalidField, problem } from '../../../core/api/problem.ts'

describe('problem()', () => {
  it.each([
    [400, 'Bad Request'],
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [404, 'Not Found'],
    [405, 'Method Not Allowed'],
    [408, 'Request Timeout'],
    [409, 'Conflict'],
    [412, 'Precondition Failed'],
    [413, 'Content Too Large'],
    [415, 'Unsupported Media Type'],
    [428, 'Precondition Required'],
    [431, 'Request Header Fields Too Large'],
    [500, 'Internal Server Error'],
  ])('has the shape of RFC 9457 for %i', (status, title) => {
    expect(problem(status, 'Cannot save: it has changed')).toEqual({
      status,
      headers: { 'content-type': 'application/problem+json' },
      body: { type: 'about:blank', title, status, detail: 'Cannot save: it has changed' },
    })
  })

  it('adds headers to its content type', () => {
    const { headers } = problem(405, '…', { headers: { allow: 'GET' } })

    expect(headers).toEqual({ allow: 'GET', 'content-type': 'application/problem+json' })
  })
})

describe('invalid()', () => {
  const Schema = z.strictObject({ a: z.strictObject({ b: z.array(z.string()) }), c: z.string() })

  it('names every invalid field by its path, including unknown ones', () => {
    const { error } = Schema.safeParse({ a: { b: ['x', 1], d: 1, e: 2 } })

    const response = invalid('thing', error ?? new z.ZodError([]))

    expect(response).toMatchObject({ status: 400 })
    expect(response.body).toMatchObject({
      errors: [
        { path: 'a.b.1', message: 'must be a string, not a number' },
        { path: 'a.d', message: 'is not recognized' },
        { path: 'a.e', message: 'is not recognized' },
        { path: 'c', message: 'is required' },
      ],
      detail:
        'Cannot accept the thing: a.b.1: must be a string, not a number; ' +
        'a.d: is not recognized; a.e: is not recognized; ' +
        'c: is required',
    })
  })

  it('has an empty path when the whole value is invalid', () => {
    const { error } = Schema.safeParse(null)

    const response = invalid('thing', error ?? new z.ZodError([]))

    expect(response.body).toMatchObject({
      errors: [{ path: '' }],
      detail: 'Cannot accept the thing: must be an object, not null',
    })
  })
})

describe('invalidField()', () => {
  it('names the field in detail and errors', () => {
    expect(invalidField('webhook', 'url', 'must begin with https://')).toMatchObject({
      status: 400,
      body: {
        detail: 'Cannot accept the webhook: url: must begin with https://',
        errors: [{ path: 'url', message: 'must begin with https://' }],
      },
    })
  })
})
