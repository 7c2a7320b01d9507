import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { parseBusEvent, toBusMessage } from '../../../core/events/bus-event.ts'
import { detailOf, type Event, eventLimitBytes } from '../../../core/events/event.ts'
import { aBusMessage, aDetail, anEvent, uuidOf } from '../../support/builders.ts'
import { jsonText } from '../../support/json-texts.ts'

const aText = (overrides?: Parameters<typeof aDetail>[0]) => JSON.stringify(aDetail(overrides))

/** A detail of exactly this many bytes. */
function aTextOf(bytes: number): string {
  const empty = Buffer.byteLength(aText({ resource: { content: '' } }))
  const text = aText({ resource: { content: 'é'.repeat(1) + 'x'.repeat(bytes - empty - 2) } })
  if (Buffer.byteLength(text) !== bytes) throw new Error('Cannot make a text of this size')
  return text
}

/** A short message instead of thousands of stack frames. */
function kindOrError(message: string): string {
  try {
    return parseBusEvent(message).kind
  } catch (error) {
    return String(error)
  }
}

describe('parseBusEvent()', () => {
  it.each([
    ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', true],
    ['a trace', false],
    [7, false],
  ])(
    'takes the traceparent of the detail, and ignores a malformed one: %j',
    (traceparent, taken) => {
      const read = parseBusEvent(aBusMessage(JSON.stringify({ ...aDetail(), traceparent })))

      const event = 'event' in read ? read.event : undefined
      expect(event).toMatchObject({ uuid: uuidOf(1) })
      expect(event?.traceparent).toBe(taken ? traceparent : undefined)
    },
  )

  it('parses the event, with the id of its message as its source', () => {
    const message = aBusMessage(aText({ resource: { content: { a: 1 } } }))

    const read = parseBusEvent(message)

    expect(read).toEqual({
      kind: 'event',
      source: 'bus-1',
      event: {
        marketplace: 'acme',
        uuid: uuidOf(1),
        timestamp: 1700000000000,
        resource: {
          type: 'SUBSCRIPTION',
          uuid: 'subscription-1',
          url: 'https://acme.example.com/api/billing/v1/subscriptions/subscription-1',
          content: '{"a":1}',
        },
        resourceAction: 'ADDED',
      },
    })
  })

  it.each([
    ['REMOVED', 'subscription.removed'],
    ['REMOVED', 'subscription.deleted'],
    ['DELETED', 'subscription.removed'],
    ['DELETED', 'subscription.deleted'],
  ])('parses %s under %s as REMOVED, without url and content', (resourceAction, detailType) => {
    const read = parseBusEvent(aBusMessage(aText({ resourceAction }), detailType))

    expect(read).toMatchObject({
      event: {
        resource: { type: 'SUBSCRIPTION', uuid: 'subscription-1' },
        resourceAction: 'REMOVED',
      },
    })
    expect(JSON.stringify(read)).not.toMatch(/url|content/)
  })

  it.each([
    ['what is not JSON', '{"id":', /it is not JSON/],
    ['an empty body', '', /it is not JSON/],
    ['null', 'null', /must be an object/],
    ['an array', '[]', /must be an object/],
    ['no message id', '{"detail-type":"user.added","detail":{}}', / id: /],
    ['no detail-type', '{"id":"1","detail":{}}', / detail-type: /],
    ['no detail', '{"id":"1","detail-type":"user.added"}', / detail: /],
    ['a detail that is text', aBusMessage('"{}"'), /must be an object/],
    ['no marketplace', aBusMessage(aText({ marketplace: undefined })), / marketplace: /],
    ['no uuid', aBusMessage(aText({ uuid: undefined })), / uuid: /],
    [
      'no timestamp, neither in the detail nor in the envelope',
      aBusMessage(aText({ timestamp: undefined })).replace('"time":', '"at":'),
      / timestamp: is required/,
    ],
    ['no resource', aBusMessage('{"marketplace":"acme"}'), / resource: /],
    [
      'an unknown resource',
      aBusMessage(aText({ resource: { type: 'TENANT' } })),
      / resource\.type: "TENANT" is not a resource/,
    ],
    [
      'no uuid of the resource',
      aBusMessage(aText({ resource: { uuid: undefined } })),
      / resource\.uuid: /,
    ],
    ['no action', aBusMessage(aText({ resourceAction: undefined })), / resourceAction: /],
    [
      'RESELLER_REGISTRANT + CHANGED',
      aBusMessage(aText({ resource: { type: 'RESELLER_REGISTRANT' }, resourceAction: 'CHANGED' })),
      / resourceAction: RESELLER_REGISTRANT does not support CHANGED; it supports ADDED \(Added\)$/,
    ],
    [
      'PAYMENT_INSTRUMENT + REMOVED',
      aBusMessage(aText({ resource: { type: 'PAYMENT_INSTRUMENT' }, resourceAction: 'REMOVED' })),
      / resourceAction: PAYMENT_INSTRUMENT does not support REMOVED; it supports ADDED \(Added\), CHANGED \(Changed\)$/,
    ],
    [
      'PAYMENT_INSTRUMENT + DELETED',
      aBusMessage(aText({ resource: { type: 'PAYMENT_INSTRUMENT' }, resourceAction: 'DELETED' })),
      /PAYMENT_INSTRUMENT does not support REMOVED/,
    ],
    [
      'a detail-type of another action',
      aBusMessage(aText(), 'subscription.changed'),
      /its detail-type is subscription\.changed, but its detail is subscription\.added$/,
    ],
    [
      'a detail-type of another resource',
      aBusMessage(aText(), 'user.added'),
      /its detail-type is user\.added, but its detail is subscription\.added$/,
    ],
    [
      'a detail-type that differs for a removal',
      aBusMessage(aText({ resourceAction: 'REMOVED' }), 'subscription.added'),
      /its detail is subscription\.removed or subscription\.deleted$/,
    ],
    ['a detail-type in capitals', aBusMessage(aText(), 'SUBSCRIPTION.ADDED'), /its detail-type is/],
    [
      'content that is too deep',
      aBusMessage(aText().replace('{"id":"subscription-1"}', '['.repeat(101) + ']'.repeat(101))),
      / resource\.content: is nested more than 100 levels deep/,
    ],
  ])('rejects %s with a reason', (_, message, reason) => {
    const read = parseBusEvent(message)

    expect(read).toEqual({
      kind: 'malformed',
      reason: expect.stringMatching(reason),
      text: message,
    })
    expect(read).toMatchObject({ reason: expect.stringMatching(/^Cannot accept the event: /) })
  })

  it('takes the time of the envelope as the timestamp of an event that has none', () => {
    const read = parseBusEvent(aBusMessage(aText({ timestamp: undefined })))

    expect(read).toMatchObject({ event: { timestamp: Date.parse('2026-03-01T12:00:00Z') } })
  })

  it.each([
    [eventLimitBytes, 'event'],
    [eventLimitBytes + 1, 'malformed'],
  ])('parses a detail of %i bytes as: %s', (bytes, kind) => {
    const read = parseBusEvent(aBusMessage(aTextOf(bytes)))

    expect(read.kind).toBe(kind)
  })

  it('reports a detail that is too large', () => {
    const read = parseBusEvent(aBusMessage(aTextOf(eventLimitBytes + 1)))

    expect(read).toMatchObject({
      kind: 'malformed',
      reason: 'Cannot accept the event: its detail is larger than 204800 bytes',
    })
  })

  it.each([
    '{"id":',
    'null',
    aBusMessage(aText(), 'user.added'),
    ` ${aBusMessage('{"a": 1.0}')}\n`,
  ])('keeps a malformed message verbatim: %s', (message) => {
    expect(parseBusEvent(message)).toMatchObject({ kind: 'malformed', text: message })
  })

  const card = '{ "creditCard":{"number":"4111 1111 1111 1111","securityCode":"987","name":1.0} }'
  const aPaymentText = (type = 'PAYMENT_INSTRUMENT') =>
    aText({ resource: { type } }).replace('{"id":"subscription-1"}', card)

  it.each([
    ['of a wrong detail-type', aBusMessage(aPaymentText(), 'payment_instrument.changed')],
    ['of an unsupported action', aBusMessage(aPaymentText().replace('"ADDED"', '"REMOVED"'))],
    ['of a type in lower case', aBusMessage(aPaymentText('payment_instrument'))],
    ['with only its detail-type', aBusMessage(card, 'payment_instrument.added')],
    ['without an id', aBusMessage(aPaymentText()).replace('"id":"bus-1",', '')],
  ])('keeps no card data of a malformed payment instrument: %s', (_, message) => {
    const read = parseBusEvent(message)

    const hidden = '{ "creditCard":{"number":null,"securityCode":null,"name":1.0} }'
    expect(read).toMatchObject({ kind: 'malformed', text: message.replace(card, hidden) })
  })

  it.each([
    ['is not JSON', `${aBusMessage(aPaymentText())}}`],
    ['is too deep', aBusMessage(aPaymentText().replace('1.0', '['.repeat(500) + ']'.repeat(500)))],
    [
      'has an escape in its type',
      aBusMessage(aPaymentText().replace('T_I', 'T\\u005fI'), 'user.added'),
    ],
    ['has an escape in its type and is not JSON', `${aPaymentText().replace('T_I', 'T\\u005fI')}}`],
  ])('keeps no card data of a payment instrument that %s', (_, message) => {
    const read = parseBusEvent(message)

    expect(read.kind).toBe('malformed')
    expect(JSON.stringify(read)).not.toMatch(/4111|987/)
  })

  it.each([
    ['in the detail', (deep: string) => aBusMessage(aText().replace('{', `{"more":${deep},`))],
    [
      'in the resource',
      (deep: string) => aBusMessage(aText().replace('"type"', `"more":${deep},"type"`)),
    ],
    ['in the envelope', (deep: string) => aBusMessage(aText()).replace('{', `{"more":${deep},`)],
  ])('parses a message with unknown members nested 50,000 levels deep %s', (_, message) => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000)

    const kind = kindOrError(message(deep))

    expect(['event', 'malformed']).toContain(kind)
  })

  it('uses the same content as JSON.parse when there are duplicate names', () => {
    const text = aText()
      .replace('"content":', '"content":"first","content":')
      .replace('"resource":', '"resource":{"type":"USER"},"resource":')

    const read = parseBusEvent(aBusMessage(text))

    expect(read).toMatchObject({ event: { resource: { content: '{"id":"subscription-1"}' } } })
  })

  it('drops unknown members of detail and resource', () => {
    const text = aText({ more: 1, resource: { other: 2 } })

    const read = parseBusEvent(aBusMessage(text))

    expect(JSON.stringify(read)).not.toMatch(/more|other/)
  })

  it('never throws, whatever the JSON', () => {
    fc.assert(
      fc.property(jsonText(), jsonText(), (detail, content) => {
        const mixed = aText().replace('{"id":"subscription-1"}', () => content)

        expect(parseBusEvent(detail).kind).toBe('malformed')
        expect(parseBusEvent(aBusMessage(detail)).kind).toBe('malformed')
        expect(parseBusEvent(aBusMessage(mixed)).kind).toBe('event')
      }),
    )
  })
})

describe('content as a string of JSON', () => {
  const asString = (content: string) =>
    aBusMessage(aText().replace('{"id":"subscription-1"}', () => JSON.stringify(content)))
  const contentOf = (message: string) => {
    const read = parseBusEvent(message)
    return read.kind === 'event' ? read.event.resource.content : read
  }

  it.each([
    ['numbers beyond 64 bits', '{"a":12345678901234567890,"b":1.0,"c":1e400,"d":-0}'],
    ['the order of members, and white space', '{ "2":1,\n "1":2 }'],
    ['escapes', '{"a":"\\u00e9\\"\\\\ é"}'],
    ['a string', '"other"'],
    ['a string that looks like JSON', '"{}"'],
    ['null', 'null'],
  ])('is read with %s as they are', (_, content) => {
    expect(contentOf(asString(content))).toBe(content)
  })

  it('is content by itself when it is no JSON', () => {
    expect(contentOf(asString('{"a":'))).toBe(JSON.stringify('{"a":'))
    expect(contentOf(asString('Grüße'))).toBe('"Grüße"')
  })

  it('is read from every event that the router puts on the bus, as it was', () => {
    fc.assert(
      fc.property(jsonText(), (content) => {
        const event = anEvent({ resource: { content } })

        expect(contentOf(toBusMessage(event, { id: 'bus-1' }))).toBe(content)
      }),
    )
  })

  it.each([
    ['101 levels', '['.repeat(101) + ']'.repeat(101)],
    ['50,000 levels', '['.repeat(50_000) + ']'.repeat(50_000)],
  ])('is rejected with %s', (_, content) => {
    expect(contentOf(asString(content))).toMatchObject({ kind: 'malformed' })
  })

  it('loses its card data, in an event and in a dead letter', () => {
    const content = '{"card":{"number":"4111111111111111","cvv":"987"},"name":"Ada"}'
    const text = JSON.stringify(aDetail({ resource: { type: 'PAYMENT_INSTRUMENT' } }))
    const detail = text.replace(/"content":\{[^}]*\}/, () => `"content":${JSON.stringify(content)}`)

    const read = parseBusEvent(aBusMessage(detail, 'payment_instrument.added'))
    const broken = parseBusEvent(aBusMessage(detail, 'user.added'))

    expect([read.kind, broken.kind]).toEqual(['event', 'malformed'])
    expect(JSON.stringify([read, broken])).not.toMatch(/4111|987/)
    expect(JSON.stringify(read)).toContain('Ada')
  })

  it('fits the bus in every event of the maximum size', () => {
    const rest = Buffer.byteLength(detailOf(anEvent({ resource: { content: '""' } })))
    // Quotes and backslashes are the characters whose number doubles in a string.
    const content = `"${'\\"'.repeat((eventLimitBytes - rest) / 2)}"`
    const event = anEvent({ resource: { content } })

    const message = toBusMessage(event, { id: 'bus-1' })

    expect(Buffer.byteLength(detailOf(event))).toBeGreaterThan(eventLimitBytes - 2)
    expect(Buffer.byteLength(message)).toBeLessThan(1024 * 1024)
    expect(contentOf(message)).toBe(content)
  })
})

describe('toBusMessage()', () => {
  const content = '{"cvv":null}'
  const masked = ['content.cvv']
  const anInstrument = (event: Partial<Event> = {}) =>
    anEvent({ resource: { type: 'PAYMENT_INSTRUMENT', content }, ...event })

  it('keeps what was masked in an event that is handed on', () => {
    const event = anInstrument({ masked })

    const read = parseBusEvent(toBusMessage(event, { id: 'bus-1' }))

    expect(read).toEqual({ kind: 'event', event, source: 'bus-1' })
  })

  it('accepts an event of the maximum size with what was masked in it', () => {
    const rest = Buffer.byteLength(detailOf(anInstrument()))
    const larger = (bytes: number) => {
      const text = `{"a":"${'a'.repeat(eventLimitBytes - rest - 7 + bytes)}","cvv":null}`
      const resource = { ...anInstrument().resource, content: text }
      return parseBusEvent(toBusMessage({ ...anInstrument({ masked }), resource }, { id: 'bus-1' }))
    }

    expect([larger(-1).kind, larger(0).kind, larger(1).kind]).toEqual([
      'event',
      'event',
      'malformed',
    ])
  })

  it.each<[string, unknown]>([
    ['another type', 'content.cvv'],
    ['too many items', Array(102).fill('content')],
    ['too long an item', ['x'.repeat(300)]],
  ])('drops masked paths of %s', (_, given) => {
    const message = toBusMessage(anInstrument({ masked: given as string[] }), { id: 'bus-1' })

    expect(parseBusEvent(message)).toEqual({
      kind: 'event',
      event: anInstrument(),
      source: 'bus-1',
    })
  })

  it('keeps the trace of an event that is handed on', () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

    const read = parseBusEvent(toBusMessage(anEvent({ traceparent }), { id: 'bus-1' }))

    expect(read).toMatchObject({ kind: 'event', event: { traceparent } })
  })

  it.each<[string, Parameters<typeof anEvent>[0]]>([
    ['with content', { resource: { content: '{"a":1.0,"b":12345678901234567890}' } }],
    [
      'of a removal',
      { resourceAction: 'REMOVED', resource: { url: undefined, content: undefined } },
    ],
  ])('makes a message that reads as the same event: %s', (_, overrides) => {
    const event = anEvent(overrides)

    const read = parseBusEvent(toBusMessage(event, { id: 'bus-1', after: 'webhook-50' }))

    expect(read).toEqual({ kind: 'event', event, source: 'bus-1', after: 'webhook-50' })
  })
})
