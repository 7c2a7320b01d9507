import { describe, expect, it } from '@jest/globals'

import type { Webhook } from '../../../core/webhooks/webhook.ts'
import { aWebhook } from '../../support/builders.ts'
import { aManagement } from '../../support/management-world.ts'

const roleArn = 'arn:aws:iam::222222222222:role/postrider-events'
const busArn = 'arn:aws:events:eu-central-1:222222222222:event-bus/orders'
const queueArn = 'arn:aws:sqs:eu-central-1:222222222222:orders'
const eventBus = { arn: busArn, roleArn }
const queue = { arn: queueArn, roleArn }
const body = { events: ['order.*'] }

const externalId = 'postrider/acme'
const url = 'https://crm.example.com/hook'

describe('POST /webhooks', () => {
  it.each([
    ['an event bus', { eventBus }, { url: busArn, eventBus: { ...eventBus, externalId } }],
    ['a queue', { queue }, { url: queueArn, queue: { ...queue, externalId } }],
  ])(
    "stores %s with the marketplace's external id, and its ARN as the URL",
    async (_, given, stored) => {
      const world = aManagement()

      const response = await world.ask('POST /webhooks', { body: { ...body, ...given } })

      expect(response).toMatchObject({ status: 201, body: stored })
      expect(world.webhooks.get('new-1')).toMatchObject(stored)
    },
  )

  it.each([
    ['no place', {}, 'url', 'is required, or eventBus or queue'],
    ['two places', { url, queue }, 'queue', 'cannot be given with url'],
    ['a bus and a queue', { eventBus, queue }, 'queue', 'cannot be given with eventBus'],
    ['no role', { queue: { arn: queueArn } }, 'queue.roleArn', 'is required'],
    [
      'a role of another name',
      { queue: { ...queue, roleArn: 'arn:aws:iam::222222222222:role/Admin' } },
      'queue.roleArn',
      expect.stringMatching(/^must be the ARN of a role that is named postrider-\*/),
    ],
    [
      'the ARN of a queue as a bus',
      { eventBus: queue },
      'eventBus.arn',
      expect.stringMatching(/^must be the ARN of an event bus/),
    ],
    [
      'an external id',
      { queue: { ...queue, externalId: 'postrider/globex' } },
      'queue.externalId',
      'is not recognized',
    ],
    [
      'authentication',
      { queue, authentication: { type: 'TOKEN', token: 's3cret' } },
      'authentication',
      'is for webhooks with a URL, and this one has a queue',
    ],
    [
      'headers',
      { queue, headers: [{ name: 'x-a', value: 'b' }] },
      'headers',
      'is for webhooks with a URL, and this one has a queue',
    ],
    [
      'a signing secret for a bus',
      { eventBus, signingSecretFrom: 'webhook-1' },
      'signingSecretFrom',
      'is for webhooks with a URL, and this one has an event bus',
    ],
    [
      'statuses',
      { eventBus, acceptedStatuses: [302] },
      'acceptedStatuses',
      'is for webhooks with a URL, and this one has an event bus',
    ],
  ])('refuses %s', async (_, given, path, message) => {
    const world = aManagement()

    const response = await world.ask('POST /webhooks', { body: { ...body, ...given } })

    expect(response).toMatchObject({ status: 400, body: { errors: [{ path, message }] } })
  })

  it('refuses an event bus when the router has no credentials of AWS', async () => {
    const world = aManagement({ ports: { awsAccess: undefined } })

    const response = await world.ask('POST /webhooks', { body: { ...body, eventBus } })

    expect(response).toMatchObject({
      status: 400,
      body: {
        errors: [{ path: 'eventBus', message: expect.stringMatching(/^needs credentials of AWS/) }],
      },
    })
  })

  it('refuses a second webhook for the same event and the same queue', async () => {
    const world = aManagement()
    await world.ask('POST /webhooks', { body: { ...body, queue } })

    const response = await world.ask('POST /webhooks', { body: { ...body, queue } })

    expect(response).toMatchObject({ status: 409, body: { conflictsWith: 'new-1' } })
  })
})

describe('PATCH /webhooks/{id}', () => {
  const atQueue: Partial<Webhook> = { url: queueArn, queue: { ...queue, externalId } }
  const change = (webhook: Partial<Webhook>, given: object) => {
    const world = aManagement({ webhooks: [aWebhook(webhook)] })
    const headers = { 'if-match': '"1"' }
    return world.ask('PATCH /webhooks/webhook-1', { body: given, headers })
  }

  it('moves a webhook to another queue', async () => {
    const arn = `${queueArn}.fifo`

    const response = await change(atQueue, { queue: { arn, roleArn } })

    expect(response).toMatchObject({
      status: 200,
      body: { url: arn, queue: { arn, roleArn, externalId }, version: 2 },
    })
  })

  it.each([
    ['a queue for a webhook with a URL', {}, { queue }, 'queue', 'a URL'],
    ['a URL for a webhook with a queue', atQueue, { url }, 'url', 'a queue'],
    ['a bus for a webhook with a queue', atQueue, { eventBus }, 'eventBus', 'a queue'],
  ])('refuses %s', async (_, before, given, path, place) => {
    const response = await change(before, given)

    const message = `cannot be set, as the webhook has ${place}: create another webhook`
    expect(response).toMatchObject({ status: 400, body: { errors: [{ path, message }] } })
  })

  it('changes other settings of a webhook with a queue, and resets those that it cannot have', async () => {
    const given = { description: 'Orders', acceptedStatuses: null, headers: null }

    expect(await change(atQueue, given)).toMatchObject({
      status: 200,
      body: { description: 'Orders', url: queueArn },
    })
  })

  it('refuses headers of a webhook with a queue', async () => {
    const response = await change(atQueue, { headers: [{ name: 'x-a', value: 'b' }] })

    expect(response).toMatchObject({ status: 400, body: { errors: [{ path: 'headers' }] } })
  })
})

it("GET /aws-access shows the marketplace's external id and the router's role", async () => {
  const world = aManagement()

  expect(await world.ask('GET /aws-access')).toMatchObject({
    status: 200,
    body: {
      isConfigured: true,
      principalArn: 'arn:aws:iam::111111111111:role/Deliver',
      externalId,
      roleNamePattern: 'postrider-*',
    },
  })
})
