import { afterEach, describe, expect, it, jest } from '@jest/globals'

import type { Message, Queue } from '../../core/ports.ts'
import { eventually } from '../support/eventually.ts'

/** A message as a consumer receives it; dead letters have a `reason`. */
export type Received = { body: string; group: string; reason?: string }

/** Receives some or none of the available messages. */
type Receive = () => Promise<Received[]>

type QueueWorld = {
  queue: Queue
  receive: Receive
  receiveDeadLetters: Receive
  close: () => Promise<void>
}

/** The contract of a queue, for every engine. `open` creates two empty queues for each test. */
export function describeQueue(engine: string, open: () => Promise<QueueWorld>): void {
  jest.setTimeout(20_000) // eventually() allows 10 s

  describe(`a queue on ${engine}`, () => {
    const closers: (() => Promise<void>)[] = []

    afterEach(async () => {
      await Promise.all(closers.splice(0).map((close) => close()))
    })

    const aQueue = async () => {
      const world = await open()
      closers.push(world.close)
      return world
    }

    it.each<[string, string]>([
      ['is plain', '{"kind":"sweep"}'],
      ['has any character', JSON.stringify({ text: 'Grüße, 世界 🌍 \u0000\u001f\u007f "\\' })],
      ['has 300 KB', JSON.stringify({ text: 'ü🌍x'.repeat(44_000) })],
    ])('send() preserves a message that %s', async (_, body) => {
      const { queue, receive } = await aQueue()

      await queue.send([{ body, group: 'webhook-1' }])

      const received = await arrivalOf(1, receive)
      expect(received).toEqual([{ body, group: 'webhook-1' }])
    })

    it('send() preserves the value of JSON with characters that SQS rejects', async () => {
      const { queue, receive } = await aQueue()
      const content = { text: 'before \ufffe\uffff after' }

      await queue.send([{ body: JSON.stringify(content), group: 'webhook-1' }])

      const [received] = await arrivalOf(1, receive)
      expect(JSON.parse(received?.body ?? '')).toEqual(content)
    })

    it.each([0, 1, 10, 11, 25])('send() delivers every message of a batch of %i', async (count) => {
      const { queue, receive } = await aQueue()
      const messages = numbered(count)

      await queue.send(messages)

      const received = await arrivalOf(count, receive)
      expect(new Set(received)).toEqual(new Set(messages))
    })

    it('send() delivers every message of a batch larger than 1 MiB', async () => {
      const { queue, receive } = await aQueue()
      const messages = numbered(5).map((message) => ({
        ...message,
        body: message.body.padEnd(300 * 1024),
      }))

      await queue.send(messages)

      const received = await arrivalOf(5, receive)
      expect(new Set(received)).toEqual(new Set(messages))
    })

    it('send() delivers two identical messages', async () => {
      const { queue, receive } = await aQueue()
      const message = { body: '{}', group: 'webhook-1' }

      await queue.send([message, message])

      const received = await arrivalOf(2, receive)
      expect(received).toEqual([message, message])
    })

    it('send() delays a message', async () => {
      const { queue, receive } = await aQueue()
      const sentAt = Date.now()

      await queue.send([
        { body: 'later', group: 'webhook-1', delaySeconds: 2 },
        { body: 'now', group: 'webhook-1', delaySeconds: 0 },
      ])

      const [first] = await arrivalOf(1, receive)
      const [second] = await arrivalOf(1, receive)
      expect([first?.body, second?.body]).toEqual(['now', 'later'])
      expect(Date.now() - sentAt).toBeGreaterThanOrEqual(1990)
    })

    it('send() accepts a delay longer than the queue supports', async () => {
      const { queue, receive } = await aQueue()

      await queue.send([{ body: 'tomorrow', group: 'webhook-1', delaySeconds: 86_400 }])

      expect(await receive()).toEqual([])
    })

    it('sendDeadLetter() sends a message with its reason to the dead letters only', async () => {
      const { queue, receive, receiveDeadLetters } = await aQueue()

      await queue.sendDeadLetter({ body: '{"odd":1}', group: 'webhook-1' }, 'not a delivery: wörld')

      const deadLetters = await arrivalOf(1, receiveDeadLetters)
      expect(deadLetters).toEqual([
        { body: '{"odd":1}', group: 'webhook-1', reason: 'not a delivery: wörld' },
      ])
      expect(await receive()).toEqual([])
    })

    it.each<[string, string]>([
      ['is long', 'x'.repeat(100_000)],
      ['is empty', ''],
      ['has control characters', 'Unexpected token \u0000\u0008\uffff in JSON'],
      ['ends inside a character', '🌍'.repeat(2000)],
    ])('sendDeadLetter() sends a message whose reason %s', async (_, reason) => {
      const { queue, receiveDeadLetters } = await aQueue()

      await queue.sendDeadLetter({ body: '{}', group: 'webhook-1' }, reason)

      const [deadLetter] = await arrivalOf(1, receiveDeadLetters)
      expect(deadLetter).toMatchObject({ body: '{}', group: 'webhook-1' })
      expect(deadLetter?.reason).toContain(reason.slice(0, 10).trimEnd().replaceAll('\u0000', ''))
    })
  })
}

/** Waits for exactly this many messages, and fails if there are more. */
async function arrivalOf(count: number, receive: Receive): Promise<Received[]> {
  const received: Received[] = []
  return eventually(async () => {
    received.push(...(await receive()))
    expect(received).toHaveLength(count)
    return received
  })
}

function numbered(count: number): Message[] {
  return Array.from({ length: count }, (_, number) => ({
    body: JSON.stringify({ number }),
    group: `webhook-${number % 3}`,
  }))
}
