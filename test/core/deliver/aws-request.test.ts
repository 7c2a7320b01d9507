import { describe, expect, it } from '@jest/globals'
import { Webhook as StandardWebhook } from 'standardwebhooks'

import { attempt } from '../../../core/deliver/attempt.ts'
import type { AwsRequest } from '../../../core/deliver/aws-request.ts'
import type { Reply } from '../../../core/deliveries/outcome.ts'
import { notificationOf } from '../../../core/events/event.ts'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import { aDelivery, anEvent, aWebhook } from '../../support/builders.ts'
import { aSecret } from '../../support/seal.ts'
import { aWorld } from '../../support/world.ts'

const target = (arn: string) => ({
  arn,
  roleArn: 'arn:aws:iam::222222222222:role/postrider-events',
  externalId: 'postrider/acme',
})
const eventBus = target('arn:aws:events:eu-central-1:222222222222:event-bus/orders')
const queue = target('arn:aws:sqs:eu-central-1:222222222222:orders')
const fifo = target('arn:aws:sqs:eu-central-1:222222222222:orders.fifo')

const atBus = { url: eventBus.arn, eventBus }
const answered: Reply = {
  kind: 'answered',
  status: 200,
  exchange: { durations: { totalMs: 7 }, response: { headers: {}, body: { text: '{}' } } },
}

/** Makes an attempt; returns it with the requests to AWS. */
async function attemptAt(webhook: Partial<Webhook>, reply: Reply = answered, result = '{}') {
  const sent: AwsRequest[] = []
  const world = aWorld({
    sendToAws: (request) => {
      sent.push(request)
      return Promise.resolve(reply)
    },
    evaluate: () => Promise.resolve({ json: result }),
  })
  const event = anEvent()
  const delivery = aDelivery()
  const made = await attempt({ delivery, event, endpoint: aWebhook(webhook) }, world.ports)
  return { made, sent, posted: world.requests, event, delivery }
}

describe('attempt()', () => {
  it('puts the body on the bus as the detail, and names webhook, delivery and resource', async () => {
    const { made, sent, posted, event, delivery } = await attemptAt(atBus)

    expect(posted).toEqual([])
    expect(sent).toMatchObject([
      {
        kind: 'EVENT_BUS',
        target: eventBus,
        marketplace: 'acme',
        body: notificationOf(event),
        entry: {
          source: 'postrider.acme',
          detailType: 'subscription.added',
          resources: [
            'webhook/webhook-1',
            `delivery/${delivery.id}`,
            `resource/${event.resource.uuid}`,
          ],
        },
      },
    ])
    expect(made).toMatchObject({
      outcome: { kind: 'delivered', status: 200 },
      exchange: {
        request: { url: eventBus.arn, headers: { source: 'postrider.acme' } },
        durations: { totalMs: 7 },
      },
    })
  })

  it('sends a signed message to the queue, with at most ten attributes', async () => {
    const { sent, delivery } = await attemptAt({ url: queue.arn, queue })

    const [message] = sent
    expect(message).toMatchObject({ kind: 'QUEUE', url: queue.arn, target: queue })
    expect(message).not.toHaveProperty('fifo')
    expect(message?.headers).toEqual({
      'postrider-attempt': '1',
      'postrider-event': 'subscription.added',
      'postrider-webhook': 'webhook-1',
      'webhook-id': delivery.id,
      'webhook-signature': expect.stringMatching(/^v1,/),
      'webhook-timestamp': expect.stringMatching(/^\d+$/),
    })
  })

  it('shows the signature of a message in the log', async () => {
    const failed: Reply = {
      kind: 'unanswered',
      reason: 'aws: QueueDoesNotExist',
      exchange: { durations: { totalMs: 1 } },
    }

    const { made } = await attemptAt({ url: queue.arn, queue }, failed)

    expect(made).toMatchObject({
      outcome: { kind: 'failed', reason: 'aws: QueueDoesNotExist' },
      exchange: { request: { headers: { 'webhook-signature': expect.stringMatching(/^v1,/) } } },
    })
  })

  it('groups the messages of a FIFO queue by resource, and tells repeats by the delivery', async () => {
    const { sent, event, delivery } = await attemptAt({ url: fifo.arn, queue: fifo })

    expect(sent).toMatchObject([
      { fifo: { group: event.resource.uuid, deduplication: delivery.id } },
    ])
  })

  it.each(['"text"', '[1]', '7', 'null'])(
    'fails without a request when the transformation for a bus makes %s',
    async (result) => {
      const { made, sent } = await attemptAt({ ...atBus, transformation: 'x' }, answered, result)

      expect(sent).toEqual([])
      expect(made.outcome).toEqual({
        kind: 'failed',
        reason: 'transformation: the result is not an object, and an event bus takes no other',
      })
    },
  )

  it('sends any result of a transformation to a queue', async () => {
    const webhook = { url: queue.arn, queue, transformation: 'x' }

    expect((await attemptAt(webhook, answered, '"text"')).sent).toMatchObject([{ body: '"text"' }])
  })

  it('signs the text that SQS accepts: U+FFFE and U+FFFF are escaped, and their JSON is the same', async () => {
    const webhook = { url: queue.arn, queue, transformation: 'x' }

    const { sent } = await attemptAt(webhook, answered, '{"name":"\ufffe\uffff\ufffd"}')

    const { body = '', headers = {} } = sent[0] ?? {}
    expect(body).toBe('{"name":"\\ufffe\\uffff\ufffd"}')
    expect(JSON.parse(body)).toEqual({ name: '\ufffe\uffff\ufffd' })
    const { 'webhook-id': id = '', 'webhook-timestamp': seconds, ...rest } = headers
    const at = new Date(Number(seconds) * 1000)
    expect(rest['webhook-signature']).toBe(new StandardWebhook(aSecret()).sign(id, at, body))
  })
})
