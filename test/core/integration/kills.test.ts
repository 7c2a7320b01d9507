import { rm } from 'node:fs/promises'

import { afterEach, describe, expect, it } from '@jest/globals'
import { ClassicLevel } from 'classic-level'

import { levelStore } from '../../../adapters/leveldb/store.ts'
import { openTables } from '../../../bin/embedded-storage.ts'
import { changeEvent, ended } from '../../../core/integration/end-event.ts'
import { statusOf } from '../../../core/integration/integration-event.ts'
import { noon } from '../../support/builders.ts'
import { anIntegrationEvent } from '../../support/integration-events.ts'
import { anIntegrationWorld, replyOf } from '../../support/integration-world.ts'
import { aFolder } from '../../support/process.ts'

/** More than any of these flows takes. */
const steps = Array.from({ length: 16 }, (_, number) => number + 1)

type World = ReturnType<typeof anIntegrationWorld> & { reopened: () => Promise<void> }
type Given = Parameters<typeof anIntegrationWorld>[0]

/** A process starts on the tables that the one before it has left. */
const stores = {
  'tables in memory': (given?: Given): Promise<World> =>
    Promise.resolve({ ...anIntegrationWorld(given), reopened: () => Promise.resolve() }),

  'a folder with a LevelDB': async (given?: Given): Promise<World> => {
    const folder = await aFolder()
    const db = new ClassicLevel(folder)
    const open = async () => {
      await db.open()
      return openTables(levelStore(db), () => world.state.now)
    }
    const tables: ReturnType<typeof openTables> = await open()
    const world = anIntegrationWorld({ ...given, tables })
    closers.push(async () => {
      await db.close()
      await rm(folder, { recursive: true })
    })
    return {
      ...world,
      reopened: async () => {
        await db.close()
        world.reopen(await open())
      },
    }
  },
}

const closers: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/**
 * Ports that stop working at the nth call: like a process that dies before its effect, or after it
 * and before it knows.
 */
function dying(ports: World['ports'], nth: number, when: 'before' | 'after'): World['ports'] {
  let count = 0
  const dead = new Error('the process has died')
  const wrap = (port: (...args: unknown[]) => unknown) => {
    return async (...args: unknown[]) => {
      count += 1
      if (count > nth || (count === nth && when === 'before')) throw dead
      const result: unknown = await port(...args)
      if (count >= nth) throw dead
      return result
    }
  }
  const synchronous = ['now', 'newToken', 'log', 'parseXml', 'randomHex', 'findOpenEvents']
  return Object.fromEntries(
    Object.entries(ports).map(([name, port]) => {
      const isPort = typeof port === 'function' && !synchronous.includes(name)
      return [name, isPort ? wrap(port as (...args: unknown[]) => unknown) : port]
    }),
  ) as World['ports']
}

/** The processes that come after it: redelivered messages, and sweeps for an hour. */
async function recover(world: World): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await world.work()
    world.passed(900_000)
    await world.sweep()
  }
  await world.work()
}

const deaths = (['before', 'after'] as const).flatMap((when) =>
  namesOf(stores).map((store) => [when, store] as const),
)

describe.each(deaths)('A process that dies %s its nth step, on %s', (when, store) => {
  const aWorld = stores[store]

  it.each(steps)('while it accepts an event: %i', async (nth) => {
    const world = await aWorld()
    await world.addProduct()
    await world.start(undefined, dying(world.ports, nth, when), 'bus-1').catch(() => undefined)
    await world.reopened()

    await world.start(undefined, world.ports, 'bus-1') // the bus sends it again
    await recover(world)

    const { called, published } = world.state
    expect(called).toHaveLength(1)
    expect(new Set(published).size).toBe(1)
    const { events } = await world.list()
    expect(events.map(statusOf)).toEqual(['complete'])
    expect(events[0]?.isUnpublished).toBeUndefined()
  })

  it.each(steps)('while it calls the vendor: %i', async (nth) => {
    const world = await aWorld()
    await world.addProduct()
    const started = await world.start()
    const { queue } = world.state
    await world.work(dying(world.ports, nth, when)).catch(() => undefined)
    await world.reopened()
    if (queue.length === 0 && started.kind === 'started') queue.push(started.event.token)

    await recover(world)

    const { called, published } = world.state
    const { events } = await world.list()
    const [event] = events
    expect(events).toHaveLength(1)
    expect(called.length).toBeLessThanOrEqual(1)
    if (event?.result === undefined) {
      // The call may have happened: only the vendor or a person can say how it ended.
      expect(event).toMatchObject({
        stage: 'called',
        call: { reason: expect.stringMatching(/^unknown/) },
      })
      expect(published).toEqual([])
    } else {
      expect(event).toMatchObject({ stage: 'ended', result: { success: true } })
      expect(called).toHaveLength(1)
      expect(new Set(published).size).toBe(1)
      expect(event.isUnpublished).toBeUndefined()
    }
  })

  it.each(steps)('while it calls about a change that takes longer: %i', async (nth) => {
    const world = await aWorld({ reply: () => Promise.resolve(replyOf(202, {})) })
    await world.addProduct()
    const change = anIntegrationEvent('SUBSCRIPTION_CHANGE')
    await world.start({ ...change, mode: 'SELF_SERVICE', subscription: 'subscription-1' })
    await world.work(dying(world.ports, nth, when)).catch(() => undefined)

    await recover(world)

    const { events } = await world.list()
    expect(events).toMatchObject([{ stage: 'called' }])
    expect(events[0]?.isUnpublished).toBeUndefined()
    const isUnknown = events[0]?.call?.reason !== undefined
    expect(new Set(world.state.published).size).toBe(isUnknown ? 0 : 1)
  })

  it.each(steps)('while it takes a result: %i', async (nth) => {
    const reply = () => Promise.resolve(replyOf(202, { success: true }))
    const world = await aWorld({ reply })
    await world.addProduct()
    await world.start()
    await world.work()
    const { events } = await world.list()
    const [pending] = events
    if (pending === undefined) throw new Error('there is no event')
    const { token } = pending
    const result = { at: noon.toISOString(), by: 'request', success: true } as const
    const take = (ports: World['ports']) =>
      changeEvent(
        pending,
        (event) => (event.stage === 'ended' ? undefined : ended(event, result)),
        ports,
      )
    await take(dying(world.ports, nth, when)).catch(() => undefined)
    await world.reopened()

    await take(world.ports) // the vendor had no response and sends it again
    await recover(world)

    const after = await world.list()
    expect(after.events).toMatchObject([{ stage: 'ended', result }])
    expect(after.events[0]?.isUnpublished).toBeUndefined()
    expect(new Set(world.state.published)).toEqual(new Set([`${token} completed`]))
    expect(world.state.called).toHaveLength(1)
  })
})

describe('An event whose call is unknown', () => {
  it('still holds its subscription, until a result ends it', async () => {
    const world = anIntegrationWorld({ reply: () => Promise.reject(new Error('killed')) })
    await world.addProduct()
    await world.start()
    await world.work().catch(() => undefined)
    world.passed(900_000)
    await world.sweep()
    const { events } = await world.list()
    const [pending] = events
    if (pending === undefined) throw new Error('there is no event')
    const { token } = pending

    const blocked = await world.start()
    const result = { at: noon.toISOString(), by: 'request', success: true } as const
    await changeEvent(pending, (event) => ended(event, result), world.ports)
    const next = await world.start()

    expect(blocked).toEqual({ kind: 'blocked', token })
    expect(next.kind).toBe('started')
    expect(world.state.called).toHaveLength(1)
  })
})

function namesOf<Name extends string>(table: Record<Name, unknown>): Name[] {
  return Object.keys(table) as Name[]
}
