import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { AuthenticationInput } from '../../../core/webhooks/credentials-input.ts'
import { Detail } from '../../../core/events/event-input.ts'
import { fieldErrors } from '../../../core/values/validation-errors.ts'
import { aDetail } from '../../support/builders.ts'

const errorsOf = (schema: z.ZodType, given: unknown) =>
  fieldErrors(schema.safeParse(given).error ?? new z.ZodError([]))

const types = 'NONE, TOKEN, BASIC, OAUTH2_CLIENT_CREDENTIALS, OAUTH2_RESOURCE_OWNER_PASSWORD'
const grant = { accessTokenUri: 'https://x', clientId: 'a', clientSecret: 'b' }

describe('fieldErrors()', () => {
  it.each<[string, string, z.ZodType, unknown, string]>([
    [
      'timestamp',
      '',
      z.iso.datetime(),
      '2026-01-01',
      'must be a timestamp, such as 2026-01-31T00:00:00Z',
    ],
    ['email address', '', z.email(), 'ann', 'must be an email address, such as ann@example.com'],
    ['UUID', '', z.guid(), 'zz', 'must be a UUID, such as '],
    ['URL', '', z.url(), 'zz', 'must be a URL, such as '],
    ['whole number', '', z.int(), 1.5, 'must be a whole number'],
    ['number', '', z.number().min(0), -1, 'must be at least 0'],
    ['time', 'timestamp', Detail, aDetail({ timestamp: 1.5 }), 'must be epoch milliseconds'],
    ['type', 'type', AuthenticationInput, { type: 'X' }, `must be one of ${types}`],
    ['missing type', 'type', AuthenticationInput, {}, `must be one of ${types}`],
    ['option', '', z.enum(['failed', 'skipped']), 'x', 'must be one of failed, skipped'],
    ['text', '', z.string().max(3), 'four', 'must have at most 3 characters'],
    ['list', '', z.array(z.string()).min(1), [], 'must not be empty'],
    ['object', '', Detail, [], 'must be an object, not an array'],
  ])('describes what is valid instead of an invalid %s', (_, path, schema, given, message) => {
    const error = errorsOf(schema, given).find((one) => one.path === path)

    expect(error?.message).toContain(message)
    expect(error?.message).not.toMatch(/Invalid|Too (big|small)|[<>]=/)
  })

  it('names each field once, with its first error', () => {
    const type = 'OAUTH2_CLIENT_CREDENTIALS'

    expect(errorsOf(AuthenticationInput, { type: 'TOKEN', token: '' })).toEqual([
      { path: 'token', message: 'must not be empty' },
    ])
    expect(errorsOf(AuthenticationInput, { ...grant, type, clientAuthentication: 'X' })).toEqual([
      {
        path: 'clientAuthentication',
        message: 'must be one of BASIC, BASIC_NOT_ENCODED, BODY, PRIVATE_KEY_JWT, NONE',
      },
    ])
  })

  it('reports every missing field as required', () => {
    expect(errorsOf(AuthenticationInput, { type: 'TOKEN' })).toEqual([
      { path: 'token', message: 'is required' },
    ])
  })
})
