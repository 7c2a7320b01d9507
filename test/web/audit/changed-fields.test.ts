import { expect, it } from '@jest/globals'

import { changedFields, fieldName } from '../../../web/audit/changed-fields.ts'
import { en } from '../../../web/text/en.ts'

const entry = {
  id: '1',
  marketplace: 'acme',
  at: '2026-11-22T12:00:00.000Z',
  by: 'manager@acme',
  action: 'webhook.changed' as const,
}

it.each([
  [{ before: { url: 'a', version: 1 }, after: { url: 'b', version: 2 } }, ['url']],
  [{ before: { secretShownCount: 0 }, after: { secretShownCount: 1, secretShownAt: 'now' } }, []],
  [{ before: {}, after: { limits: { perSecond: 1 } } }, ['limits']],
  [{ before: { enabled: true }, after: { enabled: false } }, ['enabled']],
  [{ after: { id: 'w', url: 'a', description: '', createdBy: 'x' } }, ['url']],
  [{}, []],
])('changedFields() finds the fields that %j changed', (change, fields) => {
  expect(changedFields({ ...entry, ...change })).toEqual(fields)
})

it.each([
  ['retryWaitsSeconds', 'Retry schedule'],
  ['url', 'URL'],
  ['notify', 'Notify'],
  ['productEventFailure', 'Product event failure'],
  ['unknownField', 'unknownField'],
])('fieldName() calls %s %s', (name, called) => {
  expect(fieldName(name, en)).toBe(called)
})
