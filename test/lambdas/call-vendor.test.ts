import { describe, expect, it, jest } from '@jest/globals'

import { lambdaContext } from '../../adapters/embedded/lambda-context.ts'
import { callVendorHandler, type VendorCallPorts } from '../../lambdas/integration/call-vendor.ts'
import { noon } from '../support/builders.ts'
import { batchOf } from '../support/batch.ts'
import { anIntegrationEvent } from '../support/integration-events.ts'
import { anIntegrationWorld, aProduct, replyOf } from '../support/integration-world.ts'

const context = lambdaContext('call-vendor')
const minuteMs = 60_000

/** The handler over tables in memory, with the dead letters that it made. */
async function aHandler(
  given: Parameters<typeof anIntegrationWorld>[0] = {},
  changes: Partial<VendorCallPorts> = {},
) {
  const world = anIntegrationWorld(given)
  await world.addProduct()
  const deadLetters: { body: string; group: string; reason: string }[] = []
  const handler = callVendorHandler({
    ...world.ports,
    ...changes,
    deadLetter: ({ body, group }, reason) => {
      deadLetters.push({ body, group, reason })
      return Promise.resolve()
    },
  })
  return {
    ...world,
    deadLetters,
    handle: (...bodies: unknown[]) => handler(batchOf('INTEGRATION', bodies), context),
  }
}

/** An integration event as EventBridge hands it on. */
function busMessage(
  detail: object,
  { id = 'bus-1', type = 'integration.subscription_order' } = {},
) {
  return {
    version: '0',
    id,
    'detail-type': type,
    source: 'marketplace',
    account: '123456789012',
    time: '2026-11-26T12:00:00Z',
    region: 'eu-central-1',
    resources: [],
    detail,
  }
}

const order = { marketplace: 'acme', ...anIntegrationEvent() }

describe('callVendorHandler()', () => {
  it('starts the integration event of a bus message, and calls its vendor', async () => {
    const { handle, state, list } = await aHandler()

    const response = await handle(busMessage(order))
    const [token = ''] = state.queue
    await handle({ kind: 'call', token })

    expect(response).toEqual({ batchItemFailures: [] })
    expect(state.called).toEqual([
      `https://globex.example.com/events?url=${encodeURIComponent(`https://hooks.example.com/api/integration/v1/events/${token}`)}`,
    ])
    expect(state.published).toEqual([`${token} completed`])
    const { events } = await list()
    expect(events).toMatchObject([{ token, createdBy: 'bus', stage: 'ended' }])
  })

  it('starts one event of a bus message that comes twice', async () => {
    const { handle, list } = await aHandler()

    await handle(busMessage(order))
    await handle(busMessage(order))

    expect((await list()).events).toHaveLength(1)
  })

  it('calls once when the message of a call comes twice', async () => {
    const { handle, state } = await aHandler()
    await handle(busMessage(order))
    const [token = ''] = state.queue

    await handle({ kind: 'call', token }, { kind: 'call', token })

    expect(state.called).toHaveLength(1)
  })

  it('fails an event of the bus that another one blocks: no response can refuse it', async () => {
    const { handle, state, list, deadLetters } = await aHandler()

    await handle(busMessage(order))
    await handle(busMessage(order, { id: 'bus-2' }))

    expect((await list()).events.map(({ result }) => result?.errorCode)).toContain('PENDING')
    expect(state.queue).toHaveLength(1)
    expect(deadLetters).toEqual([])
  })

  it('fails an event of a product that is unknown, which is no dead letter', async () => {
    const { handle, state, list, deadLetters } = await aHandler()

    await handle(busMessage({ ...order, product: 'nothing' }))

    const { events } = await list()
    expect(events).toMatchObject([{ result: { errorCode: 'CONFIGURATION_ERROR' } }])
    expect(state.published).toEqual([`${events[0]?.token ?? ''} failed`])
    expect(deadLetters).toEqual([])
  })

  it('does not call a vendor about a token that is unknown', async () => {
    const { handle, state } = await aHandler()

    expect(await handle({ kind: 'call', token: 'unknown' })).toEqual({ batchItemFailures: [] })
    expect(state.called).toEqual([])
  })

  it('queues again, in a sweep, a call whose message was lost', async () => {
    const { handle, state, passed } = await aHandler()
    await handle(busMessage(order))
    const lost = state.queue.splice(0)

    await handle({ kind: 'sweep' })
    const early = [...state.queue]
    passed(3 * minuteMs)
    await handle({ kind: 'sweep' })

    expect(early).toEqual([])
    expect(state.queue).toEqual(lost)
  })

  it('reminds, in a sweep, of an event that its vendor accepted seven days ago, once', async () => {
    const reply = () => Promise.resolve({ kind: 'answered', status: 202 } as const)
    const { handle, state, passed } = await aHandler({ reply })
    await handle(busMessage(order))
    const [token = ''] = state.queue
    await handle({ kind: 'call', token })

    passed(7 * 24 * 60 * minuteMs)
    await handle({ kind: 'sweep' })
    const early = [...state.reminded]
    passed(minuteMs)
    await handle({ kind: 'sweep' })
    await handle({ kind: 'sweep' })

    expect([early, state.reminded]).toEqual([[], [token]])
  })

  it.each<[string, unknown, RegExp]>([
    ['a text that is no JSON', '{"kind":', /JSON/],
    ['a message of another queue', { kind: 'wake' }, /it is not a message of this queue/],
    [
      'no marketplace',
      busMessage(anIntegrationEvent()),
      /^Cannot accept the integration event: marketplace/,
    ],
    [
      'an unknown type',
      busMessage({ ...order, type: 'SUBSCRIPTION_PARTY' }),
      /^Cannot accept the integration event: type/,
    ],
    [
      'a detail-type of another type',
      busMessage(order, { type: 'integration.user_updated' }),
      /its detail-type is integration\.user_updated, but its type is integration\.subscription_order/,
    ],
    [
      'a payload that is not of its type',
      busMessage({ ...order, payload: {} }),
      /^Cannot accept the integration event: payload/,
    ],
  ])(
    'makes a dead letter of %s, with the reason, and handles the rest',
    async (_, body, reason) => {
      const { handle, deadLetters, list } = await aHandler()

      const response = await handle(body, busMessage(order))

      expect(response).toEqual({ batchItemFailures: [] })
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      expect(deadLetters).toEqual([
        { body: text, group: 'INTEGRATION', reason: expect.stringMatching(reason) as unknown },
      ])
      expect((await list()).events).toHaveLength(1)
    },
  )

  it('handles a message again when a secret cannot be opened: nothing was sent', async () => {
    const openSecrets = jest
      .fn(() => Promise.resolve('secret'))
      .mockRejectedValueOnce(new Error('Throttled'))
    const { handle, state, list } = await aHandler({}, { openSecrets })
    await handle(busMessage(order))
    const call = { kind: 'call', token: state.queue[0] }

    const failed = await handle(call)
    const after = await handle(call)

    expect(failed).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }] })
    expect(after).toEqual({ batchItemFailures: [] })
    expect(state.called).toHaveLength(1)
    expect((await list()).events).toMatchObject([{ stage: 'ended', result: { success: true } }])
  })

  it('fails an event of a product that has no credential to sign with', async () => {
    const product = aProduct()
    const { integration } = product
    if (integration === undefined) throw new Error('the product has no integration')
    const unsigned = { ...integration, authentication: { type: 'OAUTH1' } } as const
    const { handle, state, list } = await aHandler({
      product: { ...product, integration: unsigned },
    })
    await handle(busMessage(order))

    const response = await handle({ kind: 'call', token: state.queue[0] })

    expect(response).toEqual({ batchItemFailures: [] })
    expect(state.called).toEqual([])
    const message = "Cannot call: the product 'product-1' has no OAuth 1.0 credential"
    const result = { by: 'router', errorCode: 'CONFIGURATION_ERROR', message }
    expect((await list()).events).toMatchObject([{ stage: 'ended', result }])
  })

  it.each([
    ['sends a call again with another token after a 403 to an old one', {}, 2],
    ['sends no call again that has a result', { success: false, errorCode: 'USER_NOT_FOUND' }, 1],
  ])('%s', async (_, body, times) => {
    const requestedAt = new Date(noon.getTime() - 60 * minuteMs).toISOString()
    let count = 0
    const accessToken: VendorCallPorts['accessToken'] = () => {
      const id = `token-${(count += 1)}`
      return Promise.resolve({ kind: 'token', id, text: id, requestedAt })
    }
    const { handle, state } = await aHandler(
      { product: withOAuth2(), reply: () => Promise.resolve(replyOf(403, body)) },
      { accessToken },
    )
    await handle(busMessage(order))

    await handle({ kind: 'call', token: state.queue[0] })

    expect(state.called).toHaveLength(times)
  })

  it('leaves a call to the process that got an access token', async () => {
    const token = { kind: 'token', id: 't', text: 't', requestedAt: noon.toISOString() } as const
    const calling = deferred()
    const isDone = deferred()
    const reply = async () => {
      calling.resolve()
      await isDone.promise
      return replyOf(200, { success: true, accountIdentifier: 'a-1' })
    }
    const accessToken = jest
      .fn<VendorCallPorts['accessToken']>(() => Promise.resolve(token))
      .mockImplementationOnce(() =>
        calling.promise.then(() => ({ kind: 'failed', reason: 'token endpoint: status 500' })),
      )
    const { handle, state, list } = await aHandler(
      { product: withOAuth2(), reply },
      { accessToken },
    )
    await handle(busMessage(order))
    const call = { kind: 'call', token: state.queue[0] }

    const first = handle(call).then(isDone.resolve)
    await Promise.all([first, handle(call)])

    expect(state.called).toHaveLength(1)
    expect(state.published).toHaveLength(1)
    expect((await list()).events).toMatchObject([{ stage: 'ended', result: { success: true } }])
  })
})

function withOAuth2() {
  const product = aProduct()
  const { integration } = product
  if (integration === undefined) throw new Error('the product has no integration')
  const authentication = {
    type: 'OAUTH2_CLIENT_CREDENTIALS',
    accessTokenUri: 'https://globex.example.com/token',
    clientId: 'acme',
    clientAuthentication: 'BASIC',
    sealed: 'sealed',
  } as const
  return { ...product, integration: { ...integration, authentication } }
}

function deferred() {
  const resolvers: (() => void)[] = []
  const promise = new Promise<void>((resolve) => {
    resolvers.push(resolve)
  })
  return {
    promise,
    resolve: () => {
      resolvers.forEach((resolve) => {
        resolve()
      })
    },
  }
}
