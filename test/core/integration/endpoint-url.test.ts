import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { urlRefusal } from '../../../adapters/http-client/ssrf-url-check.ts'
import {
  endpointUrlError,
  suggestEventUrl,
  withEventUrl,
} from '../../../core/integration/endpoint-url.ts'

const v = 'https://vendor.example.com'
const rules = {
  loopback: false,
  allowedHosts: [],
  allowedCidrs: [],
  allowedPorts: [{ from: 443, to: 443 }],
}
const errorOf = (url: string) => endpointUrlError(url, (target) => urlRefusal(target, rules))

const eventUrl = 'https://shop.example.com/api/integration/v1/events/1?a=b&c=%20'
const encoded =
  'https%3A%2F%2Fshop.example.com%2Fapi%2Fintegration%2Fv1%2Fevents%2F1%3Fa%3Db%26c%3D%2520'

describe('withEventUrl()', () => {
  it.each([
    ['a placeholder', `${v}/create?url={eventUrl}`, `${v}/create?url=${encoded}`],
    [
      'the parameter of the same name',
      `${v}/create?eventUrl={eventUrl}`,
      `${v}/create?eventUrl=${encoded}`,
    ],
    ['encoded braces', `${v}/create?url=%7BeventUrl%7D`, `${v}/create?url=${encoded}`],
    ['encoded braces in lowercase', `${v}/?url=%7beventUrl%7d`, `${v}/?url=${encoded}`],
    ['another case', `${v}/?url={EVENTURL}`, `${v}/?url=${encoded}`],
    ['every placeholder', `${v}/?a={eventUrl}&b={eventUrl}`, `${v}/?a=${encoded}&b=${encoded}`],
    ['one in the path', `${v}/events/{eventUrl}/create`, `${v}/events/${encoded}/create`],
    ['an empty parameter', `${v}/?eventUrl=&a=1`, `${v}/?eventUrl=${encoded}&a=1`],
    ['a parameter without =', `${v}/?a=1&eventurl`, `${v}/?a=1&eventurl=${encoded}`],
    ['a parameter with a value', `${v}/?EventURL=x&a=1`, `${v}/?EventURL=${encoded}&a=1`],
    ['a parameter after a semicolon', `${v}/?a=1;eventUrl=`, `${v}/?a=1;eventUrl=${encoded}`],
    ['neither', `${v}/create`, `${v}/create?eventUrl=${encoded}`],
    ['neither but a query', `${v}/create?a=1`, `${v}/create?a=1&eventUrl=${encoded}`],
    ['a similar name', `${v}/?myeventUrl=1`, `${v}/?myeventUrl=1&eventUrl=${encoded}`],
    ['the name in the path', `${v}/&eventUrl=1`, `${v}/&eventUrl=1?eventUrl=${encoded}`],
    ['other escapes, unchanged', `${v}/a%20b?c=%2B&u={eventUrl}`, `${v}/a%20b?c=%2B&u=${encoded}`],
  ])('fills %s', (_, template, url) => {
    expect(withEventUrl(template, eventUrl)).toBe(url)
  })

  it('leaves patterns of replacement in the URL of the event', () => {
    const odd = "https://shop.example.com/$&$1$`$'{eventUrl}"

    expect(withEventUrl(`${v}/?a={eventUrl}`, odd)).toBe(`${v}/?a=${encodeURIComponent(odd)}`)
    expect(withEventUrl(`${v}/?eventUrl`, odd)).toBe(`${v}/?eventUrl=${encodeURIComponent(odd)}`)
  })

  it.each([
    ['url={eventUrl}', 'url'],
    ['eventUrl=', 'eventUrl'],
    ['b=2', 'eventUrl'],
  ])('gives the vendor the same URL back, whatever it is: ?%s', (query, name) => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (any) => {
        const url = new URL(withEventUrl(`${v}/?a=1&${query}`, any))
        expect(url.searchParams.get(name)).toBe(any)
        expect(url.searchParams.get('a')).toBe('1')
      }),
    )
  })
})

describe('endpointUrlError()', () => {
  it.each([
    `${v}/create?url={eventUrl}`,
    `${v}/create?eventUrl={eventUrl}`,
    `${v}/create?eventurl=`,
    `${v}/create?a=1&EVENTURL`,
    `${v}/create/{eventUrl}`,
    `${v}/create?url=%7BeventUrl%7D&applicationUuid=1`,
  ])('accepts %s', (url) => {
    expect(errorOf(url)).toBeUndefined()
  })

  const missing = 'must contain {eventUrl} or a parameter named eventUrl, such as '

  it.each([
    [`${v}/create`, `${missing}${v}/create?eventUrl={eventUrl}`],
    [`${v}/create?a=1`, `${missing}${v}/create?a=1&eventUrl={eventUrl}`],
    [`${v}/create?myeventUrl=1`, `${missing}${v}/create?myeventUrl=1&eventUrl={eventUrl}`],
    [`${v}/create?url={eventURI}`, `${missing}${v}/create?url={eventURI}&eventUrl={eventUrl}`],
    [`http://vendor.example.com/?url={eventUrl}`, 'must begin with https://'],
    [`https://user:pass@vendor.example.com/?url={eventUrl}`, 'must not contain credentials'],
    [`${v}/?url={eventUrl}#a`, 'must not contain a fragment'],
    [`${v}/#{eventUrl}`, 'must not contain a fragment'],
    [`${v}/ ?url={eventUrl}`, 'must not contain spaces or backslashes'],
    [`https://127.0.0.1/?url={eventUrl}`, 'must not point at 127.0.0.1'],
    ['https://{eventUrl}/', 'is not an absolute URL'],
    ['{eventUrl}', 'is not an absolute URL'],
    ['/create?url={eventUrl}', 'is not an absolute URL'],
    ['', 'is not an absolute URL'],
  ])('refuses %s', (url, error) => {
    expect(errorOf(url)).toContain(error)
  })
})

describe('suggestEventUrl()', () => {
  it.each([
    [v, `${v}?eventUrl={eventUrl}`],
    [`${v}/create`, `${v}/create?eventUrl={eventUrl}`],
    [`${v}/create?`, `${v}/create?eventUrl={eventUrl}`],
    [`${v}/create?a=1`, `${v}/create?a=1&eventUrl={eventUrl}`],
    [`${v}/create?a=1&`, `${v}/create?a=1&eventUrl={eventUrl}`],
    [`${v}/create#top`, `${v}/create?eventUrl={eventUrl}#top`],
    [`${v}/create?a=1#top?b=2`, `${v}/create?a=1&eventUrl={eventUrl}#top?b=2`],
  ])('%s → %s', (url, suggestion) => {
    expect(suggestEventUrl(url)).toBe(suggestion)
  })
})
