import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { replaceWakeUp, wakeAt, wakeForRoom, wakeIfAtLimit } from '../../../core/waiting/wake-up.ts'
import { afterNoon, aWaitingDelivery, rowOf } from '../../support/builders.ts'
import { aWorld, type World } from '../../support/world.ts'

const webhook = { marketplace: 'acme', id: 'webhook-1' }

/** A world whose webhook has a wake-up this many seconds after noon. */
async function aWorldWoken(seconds: number): Promise<World> {
  const world = aWorld()
  await world.ports.setWakeUp(webhook, afterNoon(seconds), undefined)
  return world
}

const wakeTimes = (world: World) => [...world.wakeUps.values()].map(({ wakeAt: at }) => at)

describe('wakeAt()', () => {
  it('sets the wake-up and sends its message when the webhook has none', async () => {
    const world = aWorld()

    await wakeAt(webhook, afterNoon(300), world.ports)

    expect(wakeTimes(world)).toEqual([afterNoon(300)])
    expect(world.liveWakeUps).toMatchObject([
      { message: { kind: 'wake-up', marketplace: 'acme', endpoint: 'webhook-1' } },
    ])
  })

  it.each([299, 300, 301, 90_000])(
    'keeps a wake-up in 300 s when %i s are early enough',
    async (seconds) => {
      const world = await aWorldWoken(300)

      await wakeAt(webhook, afterNoon(seconds), world.ports)

      expect(wakeTimes(world)).toEqual([afterNoon(300)])
      expect(world.wakeUpQueue).toHaveLength(1)
    },
  )

  it('replaces a later wake-up, whose message becomes void', async () => {
    const world = await aWorldWoken(3600)

    await wakeAt(webhook, afterNoon(300), world.ports)

    expect(wakeTimes(world)).toEqual([afterNoon(300)])
    expect(world.liveWakeUps).toHaveLength(1)
    expect(world.liveWakeUps[0]).toBe(world.wakeUpQueue[1])
  })

  it.each([
    ['trusts', 60, 1],
    ['replaces', 61, 2],
  ])('%s a wake-up that is %i s late', async (_, seconds, messages) => {
    const world = await aWorldWoken(0)

    world.advance(seconds)
    await wakeAt(webhook, afterNoon(300), world.ports)

    expect(world.wakeUpQueue).toHaveLength(messages)
    expect(world.liveWakeUps).toHaveLength(1)
  })

  it('keeps a running wake-up, which reads the waiting rows when it ends', async () => {
    const world = await aWorldWoken(0)
    const [found] = world.wakeUps.values()
    if (found === undefined) throw new Error('Cannot run the wake-up: there is none')
    const running = { ...found, wakeAt: afterNoon(420), isRunning: true }
    await world.ports.startWakeUp(running, found)

    await wakeAt(webhook, afterNoon(0), world.ports)

    expect([...world.wakeUps.values()]).toEqual([running])
    expect(world.wakeUpQueue).toHaveLength(1)
  })

  it('does not delay overdue deliveries when it replaces an overdue wake-up', async () => {
    const overdue = aWaitingDelivery(9, 0)
    const world = await aWorldWoken(0)
    await world.ports.park(rowOf(overdue))

    world.advance(120)
    await wakeAt(webhook, afterNoon(43_200), world.ports)

    const [wakeTimesNow] = wakeTimes(world)
    expect(Date.parse(wakeTimesNow ?? '')).toBeLessThanOrEqual(world.now.getTime())
  })

  it('tries again when another wake-up came between', async () => {
    const world = await aWorldWoken(3600)
    world.hooks.once('after', 'findWakeUp', async () => {
      await wakeAt(webhook, afterNoon(600), world.ports)
    })

    await wakeAt(webhook, afterNoon(300), world.ports)

    expect(wakeTimes(world)).toEqual([afterNoon(300)])
    expect(world.liveWakeUps).toHaveLength(1)
  })

  it('throws when another wake-up comes first every time: its message is retried', async () => {
    const world = aWorld()
    let tries = 0
    const setWakeUp = () => {
      tries += 1
      return Promise.resolve(false)
    }

    const waking = wakeAt(webhook, afterNoon(300), { ...world.ports, setWakeUp })

    await expect(waking).rejects.toThrow("Cannot wake the webhook 'webhook-1'")
    expect(tries).toBe(25)
  })

  it('ends with the earliest time, within a second, and one live message, after any concurrent calls', async () => {
    const moments = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 12 })

    await fc.assert(
      fc.asyncProperty(moments, async (seconds) => {
        const world = aWorld()

        await Promise.all(seconds.map((due) => wakeAt(webhook, afterNoon(due), world.ports)))

        const [moment = ''] = wakeTimes(world)
        const lateMs = Date.parse(moment) - Date.parse(afterNoon(Math.min(...seconds)))
        expect(lateMs).toBeGreaterThanOrEqual(0)
        expect(lateMs).toBeLessThanOrEqual(1000)
        expect(world.liveWakeUps).toHaveLength(1)
      }),
    )
  })
})

describe('replaceWakeUp()', () => {
  it.each([
    ['none', undefined, 300],
    ['one that is overduer', 3600, 300],
    ['one that is earlier', 60, 60],
    ['one that is overdue', -600, 0],
  ])('sends a new message when the webhook has %s', async (_, there, expected) => {
    const world = there === undefined ? aWorld() : await aWorldWoken(there)
    const [old] = world.liveWakeUps

    await replaceWakeUp(webhook, afterNoon(300), world.ports)

    expect(wakeTimes(world)).toEqual([afterNoon(expected)])
    expect(world.liveWakeUps).toHaveLength(1)
    expect(world.liveWakeUps[0]).not.toBe(old)
  })

  it('tries again when another wake-up came between', async () => {
    const world = await aWorldWoken(3600)
    world.hooks.once('after', 'findWakeUp', async () => {
      await wakeAt(webhook, afterNoon(60), world.ports)
    })

    await replaceWakeUp(webhook, afterNoon(300), world.ports)

    expect(wakeTimes(world)).toEqual([afterNoon(60)])
    expect(world.liveWakeUps).toHaveLength(1)
  })
})

describe('wakeForRoom()', () => {
  it.each<[string, number | undefined, string]>([
    ['wakes a webhook without a wake-up', undefined, afterNoon(0)],
    ['keeps a wake-up within 15 s', 15, afterNoon(15)],
    ['replaces a later one', 16, afterNoon(0)],
    ['replaces one whose message was lost', -61, afterNoon(0)],
  ])('%s', async (_, seconds, expected) => {
    const world = seconds === undefined ? aWorld() : await aWorldWoken(seconds)

    await wakeForRoom(webhook, world.ports)

    expect(wakeTimes(world)).toEqual([expected])
  })
})

describe('wakeIfAtLimit()', () => {
  it.each<[string, number | undefined, string[]]>([
    ['wakes a webhook that would be woken within 15 s', 15, [afterNoon(0)]],
    ['keeps a wake-up within a second', 1, [afterNoon(1)]],
    ['keeps a later one, when nothing is due', 16, [afterNoon(16)]],
    ['wakes no webhook without a wake-up', undefined, []],
  ])('%s', async (_, seconds, expected) => {
    const world = seconds === undefined ? aWorld() : await aWorldWoken(seconds)

    await wakeIfAtLimit(webhook, world.ports)

    expect(wakeTimes(world)).toEqual(expected)
  })
})
