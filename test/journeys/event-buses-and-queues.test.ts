import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { startAwsEndpoint } from '../support/aws-endpoint.ts'
import { eventually } from '../support/eventually.ts'
import { journeyWorlds } from '../support/journey-world.ts'

const roleArn = 'arn:aws:iam::222222222222:role/postrider-orders'
const busArn = 'arn:aws:events:eu-central-1:222222222222:event-bus/orders'
const queueArn = 'arn:aws:sqs:eu-central-1:222222222222:orders'
const names = ['AWS_ENDPOINT_URL', 'AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']

let aws: Awaited<ReturnType<typeof startAwsEndpoint>>

beforeAll(async () => {
  aws = await startAwsEndpoint()
  for (const name of names) process.env[name] = 'eu-central-1'
  process.env['AWS_ENDPOINT_URL'] = aws.url
})

afterAll(() => {
  for (const name of names) Reflect.deleteProperty(process.env, name)
  aws.close()
})

describe('A webhook at AWS', () => {
  const aWorld = journeyWorlds()
  const events = ['subscription.added']
  const event = {
    resourceAction: 'ADDED',
    resource: { type: 'SUBSCRIPTION', uuid: 's-1', content: { price: 1.5 } },
  }

  it('gets its events on a bus and in a queue, by its role, and the log shows the responses', async () => {
    const { api } = await aWorld({ hasAwsAccess: true })
    const bus = { events, eventBus: { arn: busArn, roleArn } }
    const queue = { events, queue: { arn: queueArn, roleArn } }
    expect(await api('POST', '/webhooks', bus)).toMatchObject({ status: 201 })
    expect(await api('POST', '/webhooks', queue)).toMatchObject({ status: 201 })

    await api('POST', '/events', event)

    await eventually(async () => {
      const { body } = await api('GET', '/deliveries?status=successful')
      expect((body as { items: unknown[] }).items).toHaveLength(2)
    })
    expect(aws.of('AssumeRole')[0]?.input).toMatchObject({
      RoleArn: roleArn,
      ExternalId: 'postrider/acme',
    })
    expect(aws.of('PutEvents')[0]?.input).toMatchObject({
      Entries: [
        {
          EventBusName: busArn,
          Source: 'postrider.acme',
          DetailType: 'subscription.added',
          Detail: expect.stringContaining('{"price":1.5}'),
        },
      ],
    })
    expect(aws.of('SendMessage')[0]?.input).toMatchObject({
      MessageBody: expect.stringContaining('{"price":1.5}'),
      MessageAttributes: {
        'webhook-signature': { StringValue: expect.stringMatching(/^v1,/) },
      },
    })
  })

  it('is refused by a router without credentials', async () => {
    const { api } = await aWorld()

    const response = await api('POST', '/webhooks', { events, queue: { arn: queueArn, roleArn } })

    expect(response).toMatchObject({ status: 400, body: { errors: [{ path: 'queue' }] } })
  })
})
