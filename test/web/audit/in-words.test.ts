import { beforeAll, expect, it } from '@jest/globals'

import { en } from '../../../web/text/en.ts'

let inWords: typeof import('../../../web/audit/in-words.ts').inWords

/** A browser in Britain. */
beforeAll(async () => {
  const navigator = { languages: ['en-GB'] }
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true })
  inWords = (await import('../../../web/audit/in-words.ts')).inWords
})

it.each<[string, unknown, string | undefined]>([
  ['enabled', true, 'Yes'],
  ['enabled', false, 'No'],
  ['timeLimitSeconds', 20, '20 s'],
  ['retryWaitsSeconds', [60, 3600], '1 min, 1 h'],
  ['actions', ['ADDED', 'CHANGED'], 'ADDED, CHANGED'],
  ['limits', { perSecond: 5, inFlight: 2 }, 'Attempts per second: 5; Deliveries in flight: 2'],
  ['authentication', { type: 'NONE' }, 'None'],
  ['authentication', { type: 'TOKEN', header: 'X-Key' }, 'Token; Header: X-Key'],
  ['authentication', { type: 'NEW' }, 'NEW'],
  ['description', '', undefined],
  ['description', undefined, undefined],
  ['limits', null, undefined],
  ['unknown', { some: { thing: 1 } }, 'some: thing: 1'],
])('inWords() of %s: %j is %j', (name, value, words) => {
  expect(inWords(name, value, en)).toBe(words)
})
