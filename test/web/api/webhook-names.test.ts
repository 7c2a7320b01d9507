import { expect, it } from '@jest/globals'

import { nameOf } from '../../../web/api/webhook-names.ts'
import { briefly } from '../../../web/common/truncate.ts'

it('briefly() keeps the beginning of what is long, and all of what is not', () => {
  expect(briefly('abcdef', 5)).toBe('abcde…')
  expect(briefly('abcde', 5)).toBe('abcde')
})

it.each([
  ['its description', 'For the CRM', 'For the CRM'],
  ['its address without what all of them begin with', '', 'crm.example.com/hooks'],
])('a webhook is called by %s', (_, description, name) => {
  expect(nameOf({ description, url: 'https://crm.example.com/hooks' })).toBe(name)
})

it('a webhook with the longest address is called by the beginning of it', () => {
  const url = `https://crm.example.com/${'a'.repeat(2000)}`

  expect(nameOf({ description: '', url })).toHaveLength(41)
})
