import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { QueueDoesNotExist, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { AssumeRoleCommand, STSClient, STSServiceException } from '@aws-sdk/client-sts'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { mockClient } from 'aws-sdk-client-mock'

import { assumedRole } from '../../../adapters/aws/sts-session.ts'
import { sendToAws } from '../../../adapters/aws/send-to-aws.ts'
import type { AwsRequest } from '../../../core/deliver/aws-request.ts'

const [bus, sqs, sts] = [
  mockClient(EventBridgeClient),
  mockClient(SQSClient),
  mockClient(STSClient),
]

beforeEach(() => {
  for (const client of [bus, sqs, sts]) client.reset()
})

const target = (arn: string) => ({
  arn,
  roleArn: 'arn:aws:iam::222222222222:role/postrider-events',
  externalId: 'postrider/acme',
})
const shared = { url: '', body: '{"uuid":"1"}', marketplace: 'acme' }
const toBus: AwsRequest = {
  ...shared,
  kind: 'EVENT_BUS',
  target: target('arn:aws:events:eu-central-1:222222222222:event-bus/orders'),
  headers: {},
  entry: { source: 'postrider.acme', detailType: 'order.added', resources: ['webhook/w'] },
}
const toQueue: AwsRequest = {
  ...shared,
  kind: 'QUEUE',
  target: target('arn:aws:sqs:eu-central-1:222222222222:orders'),
  headers: { 'webhook-id': 'd-1' },
}
const $metadata = { httpStatusCode: 200, requestId: 'r-1' }

/** An error as the SDK throws it. */
const serviceError = (name: string, httpStatusCode: number) =>
  Object.assign(new Error('Why'), { name, $fault: 'client', $metadata: { httpStatusCode } })

describe('sendToAws()', () => {
  it('puts one entry on the bus, and shows the id of the event', async () => {
    bus
      .on(PutEventsCommand)
      .resolves({ FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }], $metadata })

    const reply = await sendToAws()(toBus)

    expect(bus.commandCalls(PutEventsCommand)[0]?.args[0].input).toEqual({
      Entries: [
        {
          EventBusName: toBus.target.arn,
          Source: 'postrider.acme',
          DetailType: 'order.added',
          Resources: ['webhook/w'],
          Detail: shared.body,
        },
      ],
    })
    expect(reply).toMatchObject({
      kind: 'answered',
      status: 200,
      exchange: {
        response: { headers: { 'x-amzn-requestid': 'r-1' }, body: { text: '{"eventId":"e-1"}' } },
      },
    })
  })

  it('fails when the bus answers 200 and refuses the entry', async () => {
    const refused = { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' }
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries: [refused], $metadata })

    const reply = await sendToAws()(toBus)

    const text = '{"errorCode":"ThrottlingException","message":"Rate exceeded"}'
    expect(reply).toMatchObject({
      kind: 'unanswered',
      reason: 'aws: ThrottlingException',
      exchange: { response: { body: { text } } },
    })
  })

  it("sends a message with its attributes to the queue's URL, and shows its id", async () => {
    sqs.on(SendMessageCommand).resolves({ MessageId: 'm-1', $metadata })

    const reply = await sendToAws()(toQueue)

    expect(sqs.commandCalls(SendMessageCommand)[0]?.args[0].input).toEqual({
      QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/222222222222/orders',
      MessageBody: shared.body,
      MessageAttributes: { 'webhook-id': { DataType: 'String', StringValue: 'd-1' } },
    })
    expect(reply).toMatchObject({
      kind: 'answered',
      exchange: { response: { body: { text: '{"messageId":"m-1"}' } } },
    })
  })

  it('names the group and the repeat of a message for a FIFO queue', async () => {
    sqs.on(SendMessageCommand).resolves({ MessageId: 'm-1', SequenceNumber: '1', $metadata })

    await sendToAws()({ ...toQueue, fifo: { group: 'resource-1', deduplication: 'd-1' } })

    expect(sqs.commandCalls(SendMessageCommand)[0]?.args[0].input).toMatchObject({
      MessageGroupId: 'resource-1',
      MessageDeduplicationId: 'd-1',
    })
  })

  it.each([
    [
      'a queue that does not exist',
      new QueueDoesNotExist({ message: 'Why', $metadata: { httpStatusCode: 400 } }),
      'aws: QueueDoesNotExist',
    ],
    ['a denied access', serviceError('AccessDenied', 403), 'aws: AccessDenied'],
    ['a throttled request', serviceError('ThrottlingException', 400), 'aws: ThrottlingException'],
    ['an internal failure of AWS', serviceError('InternalFailure', 500), 'aws: InternalFailure'],
    [
      'a refused connection',
      Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
      'connection: ECONNREFUSED',
    ],
    ['an unknown host', Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'dns: ENOTFOUND'],
    [
      'a time limit of the SDK',
      Object.assign(new Error('x'), { name: 'TimeoutError' }),
      'timeout: headers',
    ],
  ])('answers with the reason for %s', async (_, error, reason) => {
    sqs.on(SendMessageCommand).rejects(error)

    expect(await sendToAws()(toQueue)).toMatchObject({ kind: 'unanswered', reason })
  })

  it('ends at the time limit, whatever the SDK still does', async () => {
    sqs.on(SendMessageCommand).callsFake(() => new Promise(() => undefined))

    const reply = await sendToAws()(toQueue, 20)

    expect(reply).toMatchObject({ kind: 'unanswered', reason: 'timeout: headers' })
  })
})

describe('assumedRole()', () => {
  const expiration = new Date('2030-01-01T00:00:00Z')
  const Credentials = {
    AccessKeyId: 'id',
    SecretAccessKey: 'key',
    SessionToken: 'token',
    Expiration: expiration,
  }

  it('assumes the role for the marketplace, with its external id', async () => {
    sts.on(AssumeRoleCommand).resolves({ Credentials })

    const credentials = await assumedRole(toBus.target, 'acme')()

    expect(sts.commandCalls(AssumeRoleCommand)[0]?.args[0].input).toEqual({
      RoleArn: toBus.target.roleArn,
      ExternalId: 'postrider/acme',
      RoleSessionName: 'postrider-acme',
    })
    expect(credentials).toEqual({
      accessKeyId: 'id',
      secretAccessKey: 'key',
      sessionToken: 'token',
      expiration,
    })
  })

  it('is a failed request with the code of STS when the role does not trust the router', async () => {
    const denied = { name: 'AccessDenied', $fault: 'client', message: 'Why' } as const
    sts
      .on(AssumeRoleCommand)
      .rejects(new STSServiceException({ ...denied, $metadata: { httpStatusCode: 403 } }))
    const error: unknown = await assumedRole(toQueue.target, 'acme')().catch(
      (cause: unknown) => cause,
    )
    sqs.on(SendMessageCommand).rejects(error as Error)

    expect(await sendToAws()(toQueue)).toMatchObject({
      kind: 'unanswered',
      reason: 'role: AccessDenied',
      exchange: { response: { body: { text: '{"errorCode":"AccessDenied","message":"Why"}' } } },
    })
  })
})
