import { expect, it } from '@jest/globals'

import { interactiveTypes as all } from '../../../core/integration/event-types.ts'
import { endpointNames as names } from '../../../core/integration/product.ts'
import { endpointNames, endpointsOf, interactiveTypes } from '../../../web/integration/endpoints.ts'

const at = '2026-11-26T12:00:00.000Z'

it('the page knows the endpoints of the API', () => {
  expect(endpointNames).toEqual(names)
  expect(interactiveTypes).toEqual(all)
})

it('endpointsOf() lists the endpoints that are called, with their last tests', () => {
  const endpoints = endpointsOf({
    endpoints: {
      SUBSCRIPTION_ORDER: 'https://a.example/{eventUrl}',
      SUBSCRIPTION_CHANGE: 'https://b.example/{eventUrl}',
      SUBSCRIPTION_CANCEL: 'https://c.example/{eventUrl}',
      USER_UPDATED: 'https://d.example/{eventUrl}',
      ADDON: 'https://e.example/{eventUrl}?key=***',
    },
    interactive: ['SUBSCRIPTION_CHANGE'],
    pings: {
      SUBSCRIPTION_ORDER: { at, url: 'https://a.example/{eventUrl}', passed: true, status: 200 },
      SUBSCRIPTION_CHANGE: { at, url: 'https://b.example/{eventUrl}', passed: false, status: 500 },
      SUBSCRIPTION_CANCEL: { at, url: 'https://old.example/{eventUrl}', passed: true, status: 200 },
      ADDON: { at, url: 'https://e.example/{eventUrl}?key=***', passed: true, status: 200 },
    },
    untested: ['SUBSCRIPTION_CHANGE', 'SUBSCRIPTION_CANCEL', 'USER_UPDATED', 'ADDON'],
  })

  expect(endpoints.map(({ name, state, isInteractive }) => [name, state, isInteractive])).toEqual([
    ['SUBSCRIPTION_ORDER', 'passed', false],
    ['SUBSCRIPTION_CHANGE', 'failed', true],
    ['SUBSCRIPTION_CANCEL', 'changed', false],
    ['USER_UPDATED', 'untested', false],
    ['ADDON', 'changed', false], // what its mask hides
  ])
})

it('endpointsOf() lists every endpoint where one URL serves all', () => {
  const endpoints = endpointsOf({
    endpoints: { DEFAULT: 'https://a.example/{eventUrl}' },
    interactive: [],
    pings: {},
    untested: [...names],
  })

  expect(endpoints.map(({ name }) => name)).toEqual(names)
  expect(endpoints.every(({ isDefault }) => isDefault)).toBe(true)
})
