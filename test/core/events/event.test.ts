import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { parseBusEvent } from '../../../core/events/bus-event.ts'
import { catalogue, eventType } from '../../../core/events/catalogue.ts'
import { detailOf, detailTypesOf, type Event, notificationOf } from '../../../core/events/event.ts'
import { ActionInput, Detail, eventFrom, Marketplace } from '../../../core/events/event-input.ts'
import { aBusMessage, aDetail, anEvent, onTheBus, uuidOf } from '../../support/builders.ts'
import { jsonText } from '../../support/json-texts.ts'

describe('Marketplace', () => {
  it.each(['a', 'Acme', '1-2_3', 'a'.repeat(63)])('accepts %j', (marketplace) => {
    expect(Marketplace.safeParse(marketplace).success).toBe(true)
  })

  it.each([
    '',
    '-acme',
    '_acme',
    'ac me',
    'acme#1',
    'acme/1',
    'acme:1',
    'ácme',
    'a\n',
    'a'.repeat(64),
  ])('rejects %j, which is not safe in a key', (marketplace) => {
    expect(Marketplace.safeParse(marketplace).success).toBe(false)
  })
})

describe('ActionInput', () => {
  it.each([
    ['ADDED', 'ADDED'],
    ['CHANGED', 'CHANGED'],
    ['REMOVED', 'REMOVED'],
    ['DELETED', 'REMOVED'],
    ['Deleted', 'REMOVED'],
    ['changed', 'CHANGED'],
    ['aDDed', 'ADDED'],
    ['deleted', 'REMOVED'],
  ])('reads %s as %s', (written, action) => {
    expect(ActionInput.parse(written)).toBe(action)
  })

  it.each(['', 'UPDATED', ' ADDED', 'constructor', 'toString', '__proto__'])(
    'rejects %j, and lists the actions',
    (written) => {
      const parsed = ActionInput.safeParse(written)

      expect(parsed.error?.issues.map(({ message }) => message)).toEqual([
        `"${written}" is not an action; use ADDED, CHANGED or REMOVED (or DELETED)`,
      ])
    },
  )
})

describe('Detail', () => {
  const pairs = catalogue.flatMap(({ type, actions }) =>
    (['ADDED', 'CHANGED', 'REMOVED'] as const).map((action) => ({
      type,
      action,
      isSupported: (actions as readonly string[]).includes(action),
    })),
  )

  it.each(pairs)('$type + $action: supported is $isSupported', ({ type, action, isSupported }) => {
    const parsed = Detail.safeParse(aDetail({ resource: { type }, resourceAction: action }))

    expect(parsed.success).toBe(isSupported)
  })

  it.each([
    ['no marketplace', 'marketplace', { marketplace: undefined }],
    ['a marketplace with a separator', 'marketplace', { marketplace: 'acme#2' }],
    ['no uuid', 'uuid', { uuid: undefined }],
    ['an invalid uuid', 'uuid', { uuid: 'event 1' }],
    ['a uuid that is too long', 'uuid', { uuid: 'a'.repeat(65) }],
    ['a timestamp with a fraction', 'timestamp', { timestamp: 1.5 }],
    ['a timestamp before 1970', 'timestamp', { timestamp: -1 }],
    ['an unknown resource', 'resource.type', { resource: { type: 'TENANT' } }],
    ['a resource without uuid', 'resource.uuid', { resource: { uuid: undefined } }],
    ['a uuid of the resource with a NUL', 'resource.uuid', { resource: { uuid: 'a\u0000' } }],
    ['a timestamp after the year 9999', 'timestamp', { timestamp: 253_402_300_800_000 }],
    ['an empty uuid of the resource', 'resource.uuid', { resource: { uuid: '' } }],
    ['an invalid url', 'resource.url', { resource: { url: 'javascript:alert(1)' } }],
    [
      'a url that is too long',
      'resource.url',
      { resource: { url: `https://a/${'a'.repeat(2048)}` } },
    ],
    ['no action', 'resourceAction', { resourceAction: undefined }],
    ['an unknown action', 'resourceAction', { resourceAction: 'UPDATED' }],
  ])('rejects %s, and names %s', (_, path, overrides: Parameters<typeof aDetail>[0]) => {
    const detail = aDetail(overrides)

    const parsed = Detail.safeParse(detail)

    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path])
  })

  it.each([null, undefined, 'SUBSCRIPTION', []])('rejects %j as a resource', (resource) => {
    const parsed = Detail.safeParse({ ...aDetail(), resource })

    expect(parsed.error?.issues.map((issue) => issue.path[0])).toContain('resource')
  })

  it.each([
    [99, true],
    [100, true],
    [101, false],
  ])('accepts %i levels of content: %p', (levels, isAccepted) => {
    const content: unknown = JSON.parse('['.repeat(levels) + ']'.repeat(levels))

    const parsed = Detail.safeParse(aDetail({ resource: { content } }))

    expect(parsed.success).toBe(isAccepted)
  })

  it('rejects content nested 100,000 levels deep without a stack overflow', () => {
    const content: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))

    const parsed = Detail.safeParse(aDetail({ resource: { content } }))

    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual(['resource.content'])
  })
})

describe('eventFrom()', () => {
  it('copies the content verbatim', () => {
    const text = '{"resource":{"content": {"n": 12345678901234567890, "2":1.0,"1":null} }}'

    const event = eventFrom(Detail.parse(aDetail()), text)

    expect(event.resource.content).toBe('{"n": 12345678901234567890, "2":1.0,"1":null}')
  })

  it('drops url and content when the resource was removed', () => {
    const detail = aDetail({ resourceAction: 'REMOVED' })

    const event = eventFrom(Detail.parse(detail), JSON.stringify(detail))

    expect(event.resource).toEqual({ type: 'SUBSCRIPTION', uuid: 'subscription-1' })
  })

  it('has no url and no content when the producer sent none', () => {
    const detail = aDetail({ resource: { url: undefined, content: undefined } })

    const event = eventFrom(Detail.parse(detail), JSON.stringify(detail))

    expect(event.resource).toEqual({ type: 'SUBSCRIPTION', uuid: 'subscription-1' })
  })

  it('keeps null content', () => {
    const detail = aDetail({ resource: { content: null } })

    const event = eventFrom(Detail.parse(detail), JSON.stringify(detail))

    expect(event.resource.content).toBe('null')
  })

  it.each([
    ['PAYMENT_INSTRUMENT', '{"creditCard":{"number":null}}'],
    ['SUBSCRIPTION', '{"creditCard":{"number":"4111111111111111"}}'],
  ])('removes card data from the content of %s: %s', (type, expected) => {
    const content = { creditCard: { number: '4111111111111111' } }
    const detail = aDetail({ resource: { type, content } })

    const event = eventFrom(Detail.parse(detail), JSON.stringify(detail))

    expect(event.resource.content).toBe(expected)
  })
})

describe('detailTypesOf()', () => {
  it.each([
    ['ADDED', ['subscription.added']],
    ['CHANGED', ['subscription.changed']],
    ['REMOVED', ['subscription.removed', 'subscription.deleted']],
  ] as const)('%s may be called %j', (resourceAction, expected) => {
    expect(detailTypesOf(anEvent({ resourceAction }))).toEqual(expected)
  })
})

describe('notificationOf()', () => {
  it('writes uuid, timestamp, resource and resourceAction, in this order and nothing else', () => {
    const event = anEvent({
      resource: { type: 'USER', uuid: 'user-1', url: 'https://a.example/1', content: '{"a":1}' },
    })

    const notification = notificationOf(event)

    expect(notification).toBe(
      `{"uuid":"${uuidOf(1)}","timestamp":1700000000000,` +
        '"resource":{"type":"USER","uuid":"user-1","url":"https://a.example/1","content":{"a":1}},' +
        '"resourceAction":"ADDED"}',
    )
  })

  it('omits url and content when the event has none', () => {
    const { type, uuid } = anEvent().resource
    const event: Event = { ...anEvent({ resourceAction: 'REMOVED' }), resource: { type, uuid } }

    const notification = notificationOf(event)

    expect(notification).toBe(
      `{"uuid":"${uuidOf(1)}","timestamp":1700000000000,` +
        '"resource":{"type":"SUBSCRIPTION","uuid":"subscription-1"},"resourceAction":"REMOVED"}',
    )
  })

  it.each([
    ['big integers', '{"id":12345678901234567890}'],
    ['1.0', '{"price":1.0}'],
    ['1e3', '{"price":1e3,"other":1E+3}'],
    ['key order', '{"z":1,"a":2}'],
    ['keys like integers', '{"b":1,"2":2,"1":3}'],
    ['nulls', '{"endDate":null}'],
    ['unicode escapes', '"\\u00e9 \\ud83d\\ude00 \\/"'],
    ['whitespace', '{ "a" :\n\t[ 1 , 2 ] }'],
    ['a duplicate name', '{"a":1,"a":2}'],
    ['non-ASCII text', '"Grüße 😀 \u2028"'],
  ])('keeps %s verbatim', (_, content) => {
    const notification = notificationOf(anEvent({ resource: { content } }))

    expect(notification).toContain(`"content":${content}}`)
  })

  it('contains any JSON unchanged, and is valid JSON', () => {
    const { url } = anEvent().resource

    fc.assert(
      fc.property(jsonText(), fc.string({ unit: 'grapheme', minLength: 1 }), (content, uuid) => {
        const notification = notificationOf(anEvent({ resource: { content, uuid } }))

        expect(notification).toBe(
          `{"uuid":"${uuidOf(1)}","timestamp":1700000000000,"resource":{"type":"SUBSCRIPTION",` +
            `"uuid":${JSON.stringify(uuid)},"url":"${url}","content":${content}},"resourceAction":"ADDED"}`,
        )
        expect(() => void JSON.parse(notification)).not.toThrow()
      }),
    )
  })
})

describe('detailOf()', () => {
  it('returns what parseBusEvent() parses, whatever the content', () => {
    fc.assert(
      fc.property(jsonText(), (content) => {
        const event = anEvent({ resource: { content } })

        const read = parseBusEvent(onTheBus(event))

        expect(read).toEqual({ kind: 'event', event, source: 'bus-1' })
      }),
    )
  })

  it.each(catalogue.flatMap(({ type, actions }) => actions.map((action) => ({ type, action }))))(
    'returns what parseBusEvent() parses for $type + $action',
    ({ type, action }) => {
      const { url, content, ...rest } = anEvent({ resource: { type } }).resource
      const resource = action === 'REMOVED' ? rest : { ...rest, url, content }
      const event: Event = { ...anEvent({ resourceAction: action }), resource }

      const read = parseBusEvent(aBusMessage(detailOf(event), eventType(type, action)))

      expect(read).toEqual({ kind: 'event', event, source: 'bus-1' })
    },
  )
})
