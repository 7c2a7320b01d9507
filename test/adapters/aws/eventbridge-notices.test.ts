import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { mockClient } from 'aws-sdk-client-mock'

import { eventBridgeNotices } from '../../../adapters/aws/eventbridge-notices.ts'
import type { Notice } from '../../../core/health/notice.ts'
import { aWebhook, noon } from '../../support/builders.ts'

const eventBridge = mockClient(EventBridgeClient)
const { announce } = eventBridgeNotices({ client: new EventBridgeClient({}), busName: 'postrider' })
const at = noon.toISOString()
const facts = { at, failingSince: at, reason: 'status 500' }

const recovered = { kind: 'recovered', at, failingSince: at } as const

beforeEach(() => {
  eventBridge.reset()
})

describe('announce()', () => {
  it.each<[string, Notice]>([
    ['webhook.failing', { kind: 'failing', stage: 'half', disablesAt: at, ...facts }],
    ['webhook.disabled', { kind: 'disabled', version: 3, ...facts }],
    ['webhook.recovered', { kind: 'recovered', at, failingSince: at }],
  ])('publishes %s with what identifies the webhook for its owner', async (type, notice) => {
    eventBridge.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] })

    await announce(notice, aWebhook({ description: 'the CRM' }))

    const [call] = eventBridge.commandCalls(PutEventsCommand)
    const { Detail = '', ...entry } = call?.args[0].input.Entries?.[0] ?? {}
    const { kind: _, ...told } = notice
    expect(entry).toEqual({ EventBusName: 'postrider', Source: 'postrider', DetailType: type })
    expect(JSON.parse(Detail)).toEqual({
      marketplace: 'acme',
      webhook: 'webhook-1',
      url: 'https://crm.example.com/hook',
      events: ['subscription.added'],
      description: 'the CRM',
      createdBy: 'manager-1',
      ...told,
    })
  })

  it('returns undefined when EventBridge accepts the notice', async () => {
    eventBridge.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] })

    expect(await announce(recovered, aWebhook())).toBeUndefined()
  })

  it('returns the reason when EventBridge rejects the entry', async () => {
    eventBridge.on(PutEventsCommand).resolves({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' }],
    })

    expect(await announce(recovered, aWebhook())).toBe('ThrottlingException: Rate exceeded')
  })

  it('returns the reason when EventBridge cannot be reached', async () => {
    eventBridge.on(PutEventsCommand).rejects(new Error('socket hang up'))

    expect(await announce(recovered, aWebhook())).toBe('Error: socket hang up')
  })
})
