import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import {
  after,
  deliveryId,
  type DeliveryPlace,
  eventAt,
  eventPosition,
  lastPositionAt,
  placeOf,
  positionAt,
} from '../../../core/deliveries/delivery-id.ts'
import { comparable } from '../../../core/events/event-id.ts'
import { afterNoon, noon, uuidOf } from '../../support/builders.ts'

const place: DeliveryPlace = {
  acceptedAt: noon.toISOString(),
  event: uuidOf(1),
  endpoint: uuidOf(2),
}

/** Uuids, and ids as other systems make them. */
const id = fc.oneof(fc.uuid(), fc.stringMatching(/^[A-Za-z0-9_.~*%-]{1,64}$/))
const moment = fc
  .date({ min: new Date(0), max: new Date('2059-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString())
const places = fc.record({ acceptedAt: moment, event: id, endpoint: id })

describe('deliveryId()', () => {
  it('is short for uuids, and always the same', () => {
    expect(deliveryId(place)).toBe('mm7p6yo0ufQwAAAAAQACAAAAAAAAAAQufQwAAAAAQACAAAAAAAAAAg')
  })

  it('has the place in it', () => {
    fc.assert(
      fc.property(places, (one) => {
        expect(placeOf(deliveryId(one))).toEqual({ ...one, event: comparable(one.event) })
      }),
    )
  })

  it('is the same however the uuid of the event is written', () => {
    expect(deliveryId({ ...place, event: uuidOf(1).toUpperCase() })).toBe(deliveryId(place))
  })

  it('is 54 letters, digits, - and _ for uuids', () => {
    fc.assert(
      fc.property(
        fc.record({ acceptedAt: moment, event: fc.uuid(), endpoint: fc.uuid() }),
        (one) => {
          expect(deliveryId(one)).toMatch(/^[\w-]{54}$/)
        },
      ),
    )
  })

  it('sorts by age, then by event', () => {
    fc.assert(
      fc.property(places, places, (one, other) => {
        const [first, second] = [deliveryId(one), deliveryId(other)]
        const isEarlier = one.acceptedAt < other.acceptedAt

        if (isEarlier) expect(first < second).toBe(true)
        if (one.acceptedAt === other.acceptedAt) {
          const [event, otherEvent] = [one, other].map((it) =>
            eventPosition(it.acceptedAt, it.event),
          )
          if (event !== otherEvent) expect(first < second).toBe(String(event) < String(otherEvent))
        }
      }),
    )
  })
})

describe('placeOf()', () => {
  it.each([
    '',
    'delivery-1',
    '04e43802f0b32d33a1cc6ad8dbacc114',
    'mm7p6yo0ufQwAAAAAQACAAAAAAAAAAQ',
    'mm7p6yo0ufQwAAAAAQACAAAAAAAAAAQufQwAAAAAQACAAAAAAAAAA',
    'mm7p6yo0ufQwAAAAAQACAAAAAAAAAAQufQwAAAAAQACAAAAAAAAAAgA',
    'MM7P6YO0ufQwAAAAAQACAAAAAAAAAAQufQwAAAAAQACAAAAAAAAAAg',
    'mm7p6yo0ufQwAAAAAQACAAAAAAAAAARufQwAAAAAQACAAAAAAAAAAg',
    'mm7p6yo0x02zzufQwAAAAAQACAAAAAAAAAAg',
    'mm7p6yo0t05shortt',
    'mm7p6yo0t09short',
  ])('finds none in %j', (text) => {
    expect(placeOf(text)).toBeUndefined()
  })
})

describe('positions', () => {
  const position = eventPosition(afterNoon(1), uuidOf(1))

  it.each([
    ['the first of its millisecond', positionAt(afterNoon(1)), true],
    ['the last of the millisecond before', lastPositionAt(afterNoon(0.999)), true],
    ['the last of its millisecond', lastPositionAt(afterNoon(1)), false],
    ['the first of the next millisecond', positionAt(afterNoon(1.001)), false],
    ['what is after it', after(position), false],
  ])('come after %s: %s, %s', (_, other, isAfter) => {
    const id = deliveryId({ ...place, acceptedAt: afterNoon(1) })

    expect([position > other, id > other]).toEqual([isAfter, isAfter])
  })

  it('contain their event', () => {
    expect(eventAt(position)).toBe(uuidOf(1))
  })

  it.each(['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'])(
    'of %s have eight digits, as all others',
    (time) => {
      expect(positionAt(time)).toMatch(/^[0-9a-z]{8}$/)
    },
  )
})
