import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { mockClient } from 'aws-sdk-client-mock'

import { eventBridgeBus } from '../../../adapters/aws/eventbridge-bus.ts'
import type { Event } from '../../../core/events/event.ts'

const eventBridge = mockClient(EventBridgeClient)
const bus = eventBridgeBus({
  client: new EventBridgeClient({}),
  busName: 'postrider',
  source: 'marketplace',
})
const event: Event = {
  marketplace: 'shop',
  uuid: '6f1c2a4e-1111-4222-8333-444455556666',
  timestamp: 1_795_262_400_123,
  resource: { type: 'APP_ASSIGNMENT', uuid: 'a-1', content: '{"b":1.0,"a":"Grüße"}' },
  resourceAction: 'CHANGED',
}

beforeEach(() => {
  eventBridge.reset()
})

describe('eventBridgeBus()', () => {
  it('publish() puts the event on the bus with its type and detail, its content as a string, and no time', async () => {
    eventBridge.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] })

    await bus.publish(event)

    expect(eventBridge.commandCalls(PutEventsCommand).map(({ args }) => args[0].input)).toEqual([
      {
        Entries: [
          {
            EventBusName: 'postrider',
            Source: 'marketplace',
            DetailType: 'app_assignment.changed',
            Detail:
              '{"marketplace":"shop","uuid":"6f1c2a4e-1111-4222-8333-444455556666",' +
              '"timestamp":1795262400123,"resource":{"type":"APP_ASSIGNMENT","uuid":"a-1",' +
              '"content":"{\\"b\\":1.0,\\"a\\":\\"Grüße\\"}"},"resourceAction":"CHANGED"}',
          },
        ],
      },
    ])
  })

  it('publish() throws the reason when EventBridge rejects the entry', async () => {
    eventBridge.on(PutEventsCommand).resolves({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' }],
    })

    const publishing = bus.publish(event)

    await expect(publishing).rejects.toThrow(
      "Cannot publish the event '6f1c2a4e-1111-4222-8333-444455556666': ThrottlingException: Rate exceeded",
    )
  })

  it('publish() throws when EventBridge cannot be reached', async () => {
    eventBridge.on(PutEventsCommand).rejects(new Error('socket hang up'))

    const publishing = bus.publish(event)

    await expect(publishing).rejects.toThrow('socket hang up')
  })
})
