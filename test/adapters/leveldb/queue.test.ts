import { describe, expect, it } from '@jest/globals'
import { MemoryLevel } from 'memory-level'

import { type LevelQueue, levelQueue, type Received } from '../../../adapters/leveldb/queue.ts'
import { type LevelStore, levelStore } from '../../../adapters/leveldb/store.ts'
import { eventually } from '../../support/eventually.ts'

describe('a queue in LevelDB', () => {
  it('receives unfinished messages again after a restart, in order', async () => {
    const store = await aStore()
    const before = await aQueue(store)
    await before.send([message('one'), message('two'), message('three')])
    const [first] = before.receive(2)
    await before.finish(theOnly(first))

    const after = await aQueue(store)

    expect(bodies(after.receive(10))).toEqual(['two', 'three'])
  })

  it('preserves a delay across a restart', async () => {
    const clock = { now: new Date('2026-11-21T12:00:00Z') }
    const store = await aStore()
    const before = await aQueue(store, { now: () => clock.now })
    await before.send([{ ...message('later'), delaySeconds: 60 }])
    before.close()

    clock.now = new Date('2026-11-21T12:00:59Z')
    const early = await aQueue(store, { now: () => clock.now })
    const beforeItsTime = bodies(early.receive(10))
    early.close()
    clock.now = new Date('2026-11-21T12:01:00Z')
    const late = await aQueue(store, { now: () => clock.now })

    expect(beforeItsTime).toEqual([])
    expect(bodies(late.receive(10))).toEqual(['later'])
  })

  it('receives a failed message again, counting, until it is a dead letter with the last reason', async () => {
    const queue = await aQueue(await aStore(), { maxReceives: 3 })
    await queue.send([message('poison')])

    const counts: number[] = []
    for (const reason of ['first', 'second', 'third']) {
      const received = await nextOf(queue)
      counts.push(received.receives)
      await queue.retry(received, reason)
    }

    expect(counts).toEqual([1, 2, 3])
    expect(await queue.deadLetters()).toMatchObject([{ body: 'poison', reason: 'third' }])
    expect(queue.receive(10)).toEqual([])
  })

  it('redrive() moves a dead letter back, to be received as a new message', async () => {
    const queue = await aQueue(await aStore())
    await queue.sendDeadLetter(message('mended'), 'it was broken')
    const [letter] = await queue.deadLetters()

    if (letter) await queue.redrive(letter)

    expect(queue.receive(10)).toMatchObject([{ body: 'mended', receives: 1 }])
    expect(await queue.deadLetters()).toEqual([])
  })

  it('serves every group when one of them has most of the messages', async () => {
    const queue = await aQueue(await aStore())
    const flood = Array.from({ length: 20 }, (_, number) => message(`flood ${number}`, 'flood'))
    await queue.send([...flood, message('a', 'a'), message('b', 'b')])

    const received = bodies(queue.receive(4))

    expect(received).toEqual(['flood 0', 'a', 'b', 'flood 1'])
  })

  it("limits a group's messages in flight, and continues when one is finished", async () => {
    const queue = await aQueue(await aStore(), { places: { maxPerGroup: 2 } })
    await queue.send([message('one'), message('two'), message('three'), message('other', 'b')])

    const received = queue.receive(10)
    const more = queue.receive(10)
    await queue.finish(theOnly(received[0]))

    expect(bodies(received)).toEqual(['one', 'other', 'two'])
    expect(more).toEqual([])
    expect(bodies(queue.receive(10))).toEqual(['three'])
  })

  it('calls back when there is something to receive', async () => {
    const queue = await aQueue(await aStore())
    let calls = 0
    queue.whenReady(() => {
      calls += 1
    })

    await queue.send([message('now')])

    expect(calls).toBe(1)
  })
})

type Options = Partial<Parameters<typeof levelQueue>[1]>

async function aStore(): Promise<LevelStore> {
  const db = new MemoryLevel()
  await db.open()
  return levelStore(db)
}

function aQueue(store: LevelStore, options: Options = {}): Promise<LevelQueue> {
  return levelQueue(store, {
    name: 'deliveries',
    maxReceives: 5,
    retryMs: 1,
    places: { maxPerGroup: 10 },
    now: () => new Date(),
    ...options,
  })
}

function message(body: string, group = 'webhook-1') {
  return { body, group }
}

function bodies(received: readonly Received[]): string[] {
  return received.map(({ body }) => body)
}

function nextOf(queue: LevelQueue): Promise<Received> {
  return eventually(() => Promise.resolve(theOnly(queue.receive(1)[0])))
}

function theOnly(received: Received | undefined): Received {
  if (received === undefined) throw new Error('There is no message')
  return received
}
