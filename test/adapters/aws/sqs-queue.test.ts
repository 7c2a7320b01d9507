import {
  type BatchResultErrorEntry,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { beforeEach, describe, expect, it, jest } from '@jest/globals'
import { mockClient } from 'aws-sdk-client-mock'

import { sqsQueue } from '../../../adapters/aws/sqs-queue.ts'
import type { Message } from '../../../core/ports.ts'

const sqs = mockClient(SQSClient)
const url = 'https://sqs.eu-central-1.amazonaws.com/1/deliveries'
const deadLettersUrl = `${url}-dead`
const queue = sqsQueue({ client: new SQSClient({}), url, deadLettersUrl })

beforeEach(() => {
  sqs.reset()
  sqs.on(SendMessageBatchCommand).resolves({})
  sqs.on(SendMessageCommand).resolves({})
  jest.spyOn(Math, 'random').mockReturnValue(0) // no backoff before a retry
})

describe('send()', () => {
  it('passes the queue, and a group for each message', async () => {
    await queue.send([
      { body: '{"a":1}', group: 'webhook-1' },
      { body: '{"b":2}', group: 'webhook-2', delaySeconds: 60 },
    ])

    expect(sentBatches()).toEqual([
      {
        QueueUrl: url,
        Entries: [
          { Id: '0', MessageBody: '{"a":1}', MessageGroupId: 'webhook-1' },
          { Id: '1', MessageBody: '{"b":2}', MessageGroupId: 'webhook-2', DelaySeconds: 60 },
        ],
      },
    ])
  })

  it('sends no request when there are no messages', async () => {
    await queue.send([])

    expect(sentBatches()).toEqual([])
  })

  it.each([
    [0, 0],
    [0.1, 0], // a wake-up may run that early
    [0.2, 1],
    [1, 1],
    [59.5, 60],
    [900, 900],
    [900.1, 900],
    [86_400, 900],
    [-5, 0],
  ])('sets the delay of %d s to whole seconds, at most 900: %d', async (delaySeconds, asked) => {
    await queue.send([{ body: '{}', group: 'webhook-1', delaySeconds }])

    expect(sentBatches()[0]?.Entries?.[0]?.DelaySeconds).toBe(asked)
  })

  it.each<[string, Message[], number[]]>([
    ['25 small ones', messages(25, 10), [10, 10, 5]],
    ['10 of 100 KB', messages(10, 100 * 1024), [10]],
    ['10 of 110 KB', messages(10, 110 * 1024), [9, 1]],
    ['3 of 600 KB', messages(3, 600 * 1024), [1, 1, 1]],
    ['2 of 511 KB', messages(2, 511 * 1024), [2]],
    ['2 of 512 KB', messages(2, 512 * 1024), [1, 1]],
    ['a small one, one of 1 MB, a small one', uneven(), [1, 1, 1]],
    ['4 whose letters have two bytes', messages(4, 200 * 1024, 'ü'), [2, 2]],
  ])('sends at most 10 messages and 1 MiB per request: %s', async (_, given, sizes) => {
    await queue.send(given)

    const batches = sentBatches().map(({ Entries = [] }) => Entries)
    expect(batches.map(({ length }) => length)).toEqual(sizes)
    expect(batches.flat().map(({ MessageBody }) => MessageBody)).toEqual(
      given.map(({ body }) => body),
    )
  })

  it('escapes the characters in a body that SQS rejects', async () => {
    await queue.send([{ body: '{"text":"\ufffe\uffff\ufffd"}', group: 'webhook-1' }])

    expect(sentBatches()[0]?.Entries?.[0]?.MessageBody).toBe('{"text":"\\ufffe\\uffff\ufffd"}')
  })

  it('resends only the messages that failed on the side of SQS', async () => {
    sqs
      .on(SendMessageBatchCommand)
      .resolvesOnce({ Failed: [failed('1'), failed('2')] })
      .resolvesOnce({ Failed: [failed('2')] })
      .resolves({})

    await queue.send(messages(3, 10))

    expect(sentIds()).toEqual([['0', '1', '2'], ['1', '2'], ['2']])
  })

  it('throws when a message failed five times on the side of SQS', async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Failed: [failed('1')] })

    const sending = queue.send(messages(2, 10))

    await expect(sending).rejects.toThrow(
      `Cannot send a message to '${url}': InternalError: try later`,
    )
    expect(sentBatches()).toHaveLength(5)
  })

  it('throws when a message is invalid, without sending it again', async () => {
    sqs
      .on(SendMessageBatchCommand)
      .resolvesOnce({ Failed: [failed('0'), invalid('1')] })
      .resolves({})

    const sending = queue.send(messages(3, 10))

    await expect(sending).rejects.toThrow(
      `Cannot send a message to '${url}': InvalidMessageContents: no`,
    )
    expect(sentIds()).toEqual([['0', '1', '2'], ['0']])
  })

  it('throws when one of several requests fails', async () => {
    sqs.on(SendMessageBatchCommand).resolvesOnce({}).rejectsOnce(new Error('socket hang up'))

    const sending = queue.send(messages(20, 10))

    await expect(sending).rejects.toThrow('socket hang up')
  })
})

describe('send() by several senders', () => {
  it('sends the first immediately, and those that come meanwhile together', async () => {
    const answers = heldAnswers()

    const sending = [1, 2, 3, 4].map((number) => queue.send([numbered(number)]))
    expect(sentBodies()).toEqual([['1']])
    answers.shift()?.({})
    await sending[0]

    expect(sentBodies()).toEqual([['1'], ['2', '3', '4']])
    answers.shift()?.({})
    await Promise.all(sending)
    expect(sentBatches()).toHaveLength(2)
  })

  it('does not wait with a full request', async () => {
    const answers = heldAnswers()

    const first = queue.send([numbered(0)])
    const more = Array.from({ length: 12 }, (_, number) => queue.send([numbered(number + 1)]))

    expect(sentBodies().map(({ length }) => length)).toEqual([1, 10])
    answers.shift()?.({})
    await first
    expect(sentBodies().map(({ length }) => length)).toEqual([1, 10, 2])
    for (const answer of answers) answer({})
    await Promise.all(more)
  })

  it('fails only the sender whose message SQS rejects', async () => {
    const answers = heldAnswers()

    const first = queue.send([numbered(0)])
    const others = Promise.allSettled([1, 2, 3].map((number) => queue.send([numbered(number)])))
    answers.shift()?.({})
    await first
    answers.shift()?.({ Failed: [invalid('1')] })

    expect((await others).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
  })

  it('goes on after a request that failed', async () => {
    sqs.on(SendMessageBatchCommand).rejectsOnce(new Error('socket hang up')).resolves({})

    const [first, second] = [queue.send([numbered(1)]), queue.send([numbered(2)])]

    await expect(first).rejects.toThrow('socket hang up')
    await second
    expect(sentBodies()).toEqual([['1'], ['2']])
  })

  it('does not hold others while a message waits to be sent again', async () => {
    sqs
      .on(SendMessageBatchCommand)
      .resolvesOnce({ Failed: [failed('0')] })
      .resolves({})
    jest.spyOn(Math, 'random').mockReturnValue(1)

    const first = queue.send([numbered(1)])
    await queue.send([numbered(2)])

    expect(sentBodies()).toEqual([['1'], ['2']])
    await first
    expect(sentBodies()).toEqual([['1'], ['2'], ['1']])
  })
})

describe('sendDeadLetter()', () => {
  it('sends the message to the dead-letter queue, with its group and the reason', async () => {
    await queue.sendDeadLetter({ body: '{}', group: 'webhook-1', delaySeconds: 5 }, 'not JSON: "ü"')

    expect(sqs.commandCalls(SendMessageCommand).map(({ args }) => args[0].input)).toEqual([
      {
        QueueUrl: deadLettersUrl,
        MessageBody: '{}',
        MessageGroupId: 'webhook-1',
        MessageAttributes: { reason: { DataType: 'String', StringValue: 'not JSON: "ü"' } },
      },
    ])
  })

  it.each([
    ['is empty', '', 'unknown'],
    ['is long', 'x'.repeat(5000), 'x'.repeat(1000)],
    ['is cut inside a character', `${'x'.repeat(999)}🌍`, `${'x'.repeat(999)}\ufffd`],
    [
      'has characters that SQS rejects',
      'a\u0000b\u001bc\uffffd\ud800e',
      'a\ufffdb\ufffdc\ufffdd\ufffde',
    ],
    ['has only characters that SQS accepts', 'a\tb\nc\r~ü世🌍', 'a\tb\nc\r~ü世🌍'],
  ])('makes the reason a valid attribute when it %s', async (_, reason, sent) => {
    await queue.sendDeadLetter({ body: '{}', group: 'webhook-1' }, reason)

    const [call] = sqs.commandCalls(SendMessageCommand)
    expect(call?.args[0].input.MessageAttributes?.['reason']?.StringValue).toBe(sent)
  })

  it('throws when there is no dead-letter queue', async () => {
    const lone = sqsQueue({ client: new SQSClient({}), url })

    const sending = lone.sendDeadLetter({ body: '{}', group: 'webhook-1' }, 'odd')

    await expect(sending).rejects.toThrow(
      `Cannot send a dead letter: the queue '${url}' has no dead-letter queue`,
    )
  })
})

function sentBatches() {
  return sqs.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input)
}

function sentIds() {
  return sentBatches().map(({ Entries = [] }) => Entries.map(({ Id }) => Id))
}

function sentBodies() {
  return sentBatches().map(({ Entries = [] }) => Entries.map(({ MessageBody }) => MessageBody))
}

/** SQS answers each request when the test calls the next of these. */
function heldAnswers() {
  const answers: ((output: object) => void)[] = []
  sqs
    .on(SendMessageBatchCommand)
    .callsFake(() => new Promise((resolve) => void answers.push(resolve)))
  return answers
}

function numbered(number: number): Message {
  return { body: `${number}`, group: 'webhook-1' }
}

function messages(count: number, characters: number, character = 'x'): Message[] {
  return Array.from({ length: count }, () => ({
    body: character.repeat(characters),
    group: 'webhook-1',
  }))
}

function uneven(): Message[] {
  return [...messages(1, 10), ...messages(1, 1024 * 1024), ...messages(1, 10)]
}

function failed(id: string): BatchResultErrorEntry {
  return { Id: id, Code: 'InternalError', Message: 'try later', SenderFault: false }
}

function invalid(id: string): BatchResultErrorEntry {
  return { Id: id, Code: 'InvalidMessageContents', Message: 'no', SenderFault: true }
}
