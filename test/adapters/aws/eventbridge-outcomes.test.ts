import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { mockClient } from 'aws-sdk-client-mock'

import { integrationNotices } from '../../../adapters/aws/eventbridge-outcomes.ts'
import { noon } from '../../support/builders.ts'
import { anIntegrationEvent } from '../../support/integration-events.ts'
import { anEventRow, endedRow } from '../../support/integration-rows.ts'

const eventBridge = mockClient(EventBridgeClient)
const { publishOutcome, remind } = integrationNotices({
  client: new EventBridgeClient({}),
  busName: 'postrider',
})
const accepted = { FailedEntryCount: 0, Entries: [{ EventId: '1' }] }
const facts = {
  token: 'token-1',
  type: 'SUBSCRIPTION_ORDER',
  product: 'product-1',
  vendor: 'globex',
  createdAt: noon.toISOString(),
  flag: 'DEVELOPMENT',
}

beforeEach(() => {
  eventBridge.reset()
  eventBridge.on(PutEventsCommand).resolves(accepted)
})

/** The entry that was put, and its parsed detail. */
function published() {
  const [call] = eventBridge.commandCalls(PutEventsCommand)
  const { Detail = '', ...entry } = call?.args[0].input.Entries?.[0] ?? {}
  return { entry, detail: JSON.parse(Detail) as unknown }
}

/** The content of the resource, which is a text on the bus. */
function contentOf(detail: unknown): unknown {
  const { resource } = detail as { resource: { content: unknown } }
  const { content } = resource
  return typeof content === 'string' ? JSON.parse(content) : content
}

describe('publishOutcome()', () => {
  it('publishes integration.completed with the account that the vendor named', async () => {
    const event = endedRow({ success: true, accountIdentifier: 'globex-7' })

    expect(await publishOutcome(event)).toBeUndefined()

    const { entry, detail } = published()
    expect(entry).toEqual({
      EventBusName: 'postrider',
      Source: 'postrider',
      DetailType: 'integration.completed',
    })
    expect(detail).toMatchObject({
      marketplace: 'acme',
      uuid: 'token-1',
      resource: { type: 'INTEGRATION', uuid: 'token-1' },
      resourceAction: 'COMPLETED',
    })
    expect(contentOf(detail)).toEqual({ ...facts, account: 'globex-7' })
  })

  it('publishes integration.failed with the error code and the message', async () => {
    const errorCode = 'ACCOUNT_NOT_FOUND'
    const event = endedRow({ success: false, errorCode, message: 'No such account' })

    await publishOutcome(event)

    const { entry, detail } = published()
    expect(entry).toMatchObject({ Source: 'postrider', DetailType: 'integration.failed' })
    expect(contentOf(detail)).toEqual({ ...facts, errorCode, message: 'No such account' })
  })

  it('names the account, subscription and order that the event is about', async () => {
    const about = {
      subscription: 'subscription-1',
      orderId: 'order-1',
      mode: 'SELF_SERVICE',
    } as const
    const asked = { ...anIntegrationEvent('SUBSCRIPTION_CANCEL'), ...about }

    await publishOutcome(endedRow({ success: true }, { asked }))

    expect(contentOf(published().detail)).toMatchObject({ ...about, account: 'account-1' })
  })

  it('leaves out whom the event is about', async () => {
    const asked = anIntegrationEvent('USER_ASSIGNMENT')

    await publishOutcome(endedRow({ success: true }, { asked }))

    expect(JSON.stringify(published().detail)).not.toMatch(/example\.com|Lovelace/)
  })

  it('returns the reason when EventBridge rejects the entry', async () => {
    eventBridge.on(PutEventsCommand).resolves({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' }],
    })

    expect(await publishOutcome(endedRow({ success: true }))).toBe(
      'ThrottlingException: Rate exceeded',
    )
  })

  it('returns the reason when EventBridge cannot be reached', async () => {
    eventBridge.on(PutEventsCommand).rejects(new Error('socket hang up'))

    expect(await publishOutcome(endedRow({ success: true }))).toBe('Error: socket hang up')
  })
})

describe('remind()', () => {
  it('publishes integration.pending', async () => {
    expect(await remind(anEventRow({ stage: 'called' }))).toBeUndefined()

    expect(published()).toMatchObject({
      entry: { DetailType: 'integration.pending' },
      detail: { marketplace: 'acme', ...facts },
    })
  })
})
