import { expect, it } from '@jest/globals'

import type { LogFilter } from '../../../web/api/log-page.ts'
import { filterOf, tokensOf } from '../../../web/log/filter-tokens.ts'

const token = (propertyKey: string, value: unknown) => ({ propertyKey, operator: '=', value })

it.each<[LogFilter, ReturnType<typeof token>[]]>([
  [{}, []],
  [{ status: ['failed', 'skipped'] }, [token('status', ['failed', 'skipped'])]],
  [{ webhook: ['w-1'] }, [token('webhook', ['w-1'])]],
  [{ statusCode: ['500', '503'] }, [token('statusCode', '500'), token('statusCode', '503')]],
  [
    { eventType: ['user.added'], businessId: ['Globex, Inc.'] },
    [token('eventType', ['user.added']), token('businessId', 'Globex, Inc.')],
  ],
])('the filter %j has its tokens and is what they say', (filter, tokens) => {
  expect(tokensOf(filter)).toEqual(tokens)
  expect(filterOf(tokens, {})).toEqual(filter)
})

it('a status has no token, as its tab shows it, and stays when the tokens change', () => {
  const filter = { status: ['failed'], reason: ['timeout'] }

  expect(tokensOf(filter)).toEqual([token('reason', 'timeout')])
  expect(filterOf([token('reason', 'dns')], filter)).toEqual({
    status: ['failed'],
    reason: ['dns'],
  })
})

it('the statuses of a token replace the tab', () => {
  expect(filterOf([token('status', ['pending', 'dropped'])], { status: ['failed'] })).toEqual({
    status: ['pending', 'dropped'],
  })
})

it.each([
  [
    'what is typed without a filter is a business id',
    { operator: '=', value: ' 4711 ' },
    { businessId: ['4711'] },
  ],
  ['what is empty is left out', token('statusCode', ' '), {}],
  ['a value counts once', token('webhook', ['w-1', 'w-1']), { webhook: ['w-1'] }],
])('%s', (_, given, filter) => {
  expect(filterOf([given], {})).toEqual(filter)
})
