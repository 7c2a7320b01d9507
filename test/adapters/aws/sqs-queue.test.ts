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
    [0.001, 1],
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

    const ids = sentBatches().map(({ Entries = [] }) => Entries.map(({ Id }) => Id))
    expect(ids).toEqual([['0', '1', '2'], ['1', '2'], ['2']])
  })

  it('throws when a message failed five times on the side of SQS', async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Failed: [failed('1')] })

    const sending = queue.send(messages(2, 10))

    await expect(sending).rejects.toThrow(
      `Cannot send 1 of 1 messages to '${url}': InternalError: try later`,
    )
    expect(sentBatches()).toHaveLength(5)
  })

  it('throws without a retry when a message is invalid', async () => {
    const refused = { Id: '1', Code: 'InvalidMessageContents', Message: 'no', SenderFault: true }
    sqs.on(SendMessageBatchCommand).resolves({ Failed: [failed('0'), refused] })

    const sending = queue.send(messages(3, 10))

    await expect(sending).rejects.toThrow(
      `Cannot send 2 of 3 messages to '${url}': InvalidMessageContents: no`,
    )
    expect(sentBatches()).toHaveLength(1)
  })

  it('throws when one of several requests fails', async () => {
    sqs.on(SendMessageBatchCommand).resolvesOnce({}).rejectsOnce(new Error('socket hang up'))

    const sending = queue.send(messages(20, 10))

    await expect(sending).rejects.toThrow('socket hang up')
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
