import { describe, expect, it } from '@jest/globals'

import { attempt } from '../../../core/deliver/attempt.ts'
import { aDelivery, anEvent, aWebhook } from '../../support/builders.ts'
import { aWorld } from '../../support/world.ts'

describe('attempt()', () => {
  it.each([
    ['the time limit of the webhook, in milliseconds', { timeLimitSeconds: 7 }, [7000]],
    ['the default time limit when the webhook has none', {}, [undefined]],
  ])('posts with %s', async (_, settings, expected) => {
    const world = aWorld()
    const matter = { delivery: aDelivery(), event: anEvent(), endpoint: aWebhook(settings) }

    await attempt(matter, world.ports)

    expect(world.requests.map(({ limitMs }) => limitMs)).toEqual(expected)
  })
})
