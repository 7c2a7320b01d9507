import { randomUUID } from 'node:crypto'

import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge'
import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { acceptedBy, everyVerifier } from '../support/verifiers.ts'
import { askService } from './account.ts'
import { aQueue, type Queue } from './queues.ts'
import { afterwards, anEvent, asManager, deliveryOf, soon, subscriptionAdded } from './trial.ts'

const buses = new EventBridgeClient({})

/**
 * The queue and the bus belong to the emulator's only account. Trust policies across accounts and the
 * external id are AWS's own: docs/emulator.md.
 */
describe('A webhook with a queue', () => {
  it('gets the payload as a signed message, by the role that trusts the router', async () => {
    const queue = await aQueue()
    afterwards(queue.remove)
    const roleArn = await aRole('sqs:SendMessage', queue.arn)
    const webhook = await aWebhook({ queue: { arn: queue.arn, roleArn } })
    const { body: shown } = await asManager('GET', `/webhooks/${webhook}/secret`)
    const event = anEvent()

    await subscriptionAdded(event)

    const { body, attributes } = await messageIn(queue)
    const delivery = await deliveryOf(webhook, 'successful')
    const { marketplace: _, ...payload } = event
    expect(JSON.parse(body)).toEqual(payload)
    expect(attributes).toMatchObject({
      'webhook-id': delivery.id,
      'postrider-webhook': webhook,
      'postrider-event': 'subscription.added',
      'postrider-attempt': '1',
    })
    const { secret } = z.object({ secret: z.string() }).parse(shown)
    expect(acceptedBy({ headers: attributes, body }, secret)).toEqual(everyVerifier)
  })
})

describe('A webhook with an event bus', () => {
  it('puts the payload on the bus as the detail, which a rule sends on', async () => {
    const queue = await aQueue()
    afterwards(queue.remove)
    const arn = await aBus(queue)
    const roleArn = await aRole('events:PutEvents', arn)
    const webhook = await aWebhook({ eventBus: { arn, roleArn } })
    const event = anEvent()

    await subscriptionAdded(event)

    const { body } = await messageIn(queue)
    const { id } = await deliveryOf(webhook, 'successful')
    const { marketplace: _, ...payload } = event
    expect(JSON.parse(body)).toMatchObject({
      source: 'postrider.acme',
      'detail-type': 'subscription.added',
      resources: [`webhook/${webhook}`, `delivery/${id}`, `resource/${event.resource.uuid}`],
      detail: payload,
    })
  })
})

/** The id of a new webhook for added subscriptions. */
async function aWebhook(place: object): Promise<string> {
  const created = await asManager('POST', '/webhooks', {
    body: { events: ['subscription.added'], ...place },
  })
  expect(created).toMatchObject({ status: 201 })
  const { id } = z.object({ id: z.string() }).parse(created.body)
  afterwards(() => asManager('DELETE', `/webhooks/${id}`))
  return id
}

const Access = z.object({ principalArn: z.string(), externalId: z.string() })

/** The ARN of a role with the policies that the page shows. */
async function aRole(action: string, resource: string): Promise<string> {
  const { principalArn, externalId } = Access.parse((await asManager('GET', '/aws-access')).body)
  const name = `postrider-${randomUUID()}`
  const trust = {
    Principal: { AWS: principalArn },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': externalId } },
  }
  await askIam('CreateRole', { RoleName: name, AssumeRolePolicyDocument: policyOf(trust) })
  await askIam('PutRolePolicy', {
    RoleName: name,
    PolicyName: 'write',
    PolicyDocument: policyOf({ Action: action, Resource: resource }),
  })
  return `arn:aws:iam::000000000000:role/${name}`
}

function policyOf(statement: object): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', ...statement }],
  })
}

function askIam(Action: string, input: Record<string, string>): Promise<Response> {
  return askService('iam', {
    body: new URLSearchParams({ Action, Version: '2010-05-08', ...input }),
  })
}

/** The ARN of a bus whose rule sends everything from the router to a queue. */
async function aBus({ arn: target }: Queue): Promise<string> {
  const name = `orders-${randomUUID()}`
  const rule = { EventBusName: name, Name: 'everything' }
  const { EventBusArn = '' } = await buses.send(new CreateEventBusCommand({ Name: name }))
  const EventPattern = JSON.stringify({ source: ['postrider.acme'] })
  await buses.send(new PutRuleCommand({ ...rule, EventPattern }))
  const target1 = { Id: 'queue', Arn: target }
  await buses.send(
    new PutTargetsCommand({ EventBusName: name, Rule: rule.Name, Targets: [target1] }),
  )
  afterwards(async () => {
    const ids = { EventBusName: name, Rule: rule.Name, Ids: [target1.Id] }
    await buses.send(new RemoveTargetsCommand(ids))
    await buses.send(new DeleteRuleCommand(rule))
    await buses.send(new DeleteEventBusCommand({ Name: name }))
  })
  return EventBusArn
}

function messageIn(queue: Queue) {
  return soon(async () => {
    const [message] = await queue.messages()
    if (message === undefined) throw new Error('Nothing is in the queue')
    return message
  })
}
