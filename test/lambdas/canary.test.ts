import { describe, expect, it } from '@jest/globals'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

import { isSigned } from '../../adapters/common/standard-webhooks.ts'
import type { Event } from '../../core/events/event.ts'
import { detailOf } from '../../core/events/event.ts'
import { signatureHeaders } from '../../core/webhooks/signature.ts'
import { openSigningSecrets } from '../../core/webhooks/signing-secrets.ts'
import { canaryHandler } from '../../lambdas/canary.ts'
import { aSecret, open, sealOf } from '../support/seal.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { uuidOf } from '../support/builders.ts'

const url = 'https://api.example.com/canary'

/** The canary's function over tables in memory; signatures are compared with the real clock. */
function aCanary() {
  let made = 0
  const state = { now: new Date(), published: [] as Event[], lines: [] as object[] }
  const { ports } = memoryStores(
    () => state.now,
    () => Promise.resolve(),
  )
  const handler = canaryHandler({
    ...ports,
    publish: (event) => Promise.resolve(void state.published.push(event)),
    sealSecrets: (secret, context) => Promise.resolve(`${sealOf(context)}${secret}`),
    openSecrets: open,
    isSigned,
    newSigningSecret: () => aSecret((made += 1)),
    newUuid: () => uuidOf((made += 1)),
    newWebhookId: () => `webhook-${(made += 1)}`,
    now: () => state.now,
    log: (line) => void state.lines.push(line),
  })
  const webhooks = () => ports.findWebhooks('postrider-canary')
  /** The request that deliver makes, as API Gateway passes it on. */
  const requestFor = async (event: Event, secret?: string): Promise<APIGatewayProxyEventV2> => {
    const [webhook] = await webhooks()
    if (webhook === undefined) throw new Error('There is no webhook')
    const [current] = await openSigningSecrets(webhook, state.now, open)
    const body = JSON.stringify(JSON.parse(detailOf(event)))
    const secrets = [secret ?? current?.secret ?? '']
    const headers = signatureHeaders({ id: 'delivery-1', body }, state.now, secrets)
    return { requestContext: {}, headers, body, isBase64Encoded: false } as never
  }
  return Object.assign(state, { handler, ports, webhooks, requestFor })
}

describe('The canary', () => {
  it('is published to its own webhook, and logged with its latency when it arrives', async () => {
    const canary = aCanary()

    await canary.handler({ url })
    const [event] = canary.published
    if (event === undefined) throw new Error('Nothing was published')
    canary.now = new Date(canary.now.getTime() + 340)
    const answer = await canary.handler(await canary.requestFor(event))

    expect(event).toMatchObject({ marketplace: 'postrider-canary', resourceAction: 'CHANGED' })
    expect(await canary.webhooks()).toMatchObject([
      { url, enabled: true, events: ['company.changed'], retryWaitsSeconds: [] },
    ])
    expect(answer).toEqual({ statusCode: 204 })
    expect(canary.lines.at(-1)).toMatchObject({ message: 'canary arrived', canaryMs: 340 })
  })

  it('does not change a webhook that is right', async () => {
    const canary = aCanary()

    await canary.handler({ url })
    const before = await canary.webhooks()
    await canary.handler({ url })

    expect(await canary.webhooks()).toEqual(before)
    expect(canary.published).toHaveLength(2)
  })

  it.each([
    ['disabled', { enabled: false }],
    ['changed', { events: ['order.added'] }],
    ['sent elsewhere', { url: 'https://old.example.com/canary' }],
  ])('replaces a webhook that was %s', async (_, change) => {
    const canary = aCanary()
    await canary.handler({ url })
    const [before] = await canary.webhooks()
    if (before === undefined) throw new Error('There is no webhook')
    const after = { ...before, ...change, version: 2 }
    const entry = { id: '1', marketplace: 'postrider-canary', at: '', by: '', webhook: before.id }
    await canary.ports.replaceWebhook(after, before, { ...entry, action: 'webhook.changed' })

    await canary.handler({ url })

    const found = await canary.webhooks()
    expect(found).toMatchObject([{ url, enabled: true, events: ['company.changed'] }])
    expect(found[0]?.id).not.toBe(before.id)
  })

  it('creates its webhook again after it was deleted', async () => {
    const canary = aCanary()
    await canary.handler({ url })
    const [before] = await canary.webhooks()
    if (before === undefined) throw new Error('There is no webhook')
    const entry = { id: '1', marketplace: 'postrider-canary', at: '', by: '', webhook: before.id }
    await canary.ports.deleteWebhook(before, { ...entry, action: 'webhook.deleted' })

    await canary.handler({ url })

    expect(await canary.webhooks()).toMatchObject([{ url, enabled: true }])
  })

  it('rejects a request that its webhook did not sign, and logs no arrival', async () => {
    const canary = aCanary()
    await canary.handler({ url })
    const [event] = canary.published
    if (event === undefined) throw new Error('Nothing was published')

    const forged = await canary.handler(await canary.requestFor(event, aSecret(99)))
    const unsigned = await canary.handler({ requestContext: {}, headers: {}, body: '{}' } as never)

    expect([forged, unsigned]).toEqual([{ statusCode: 401 }, { statusCode: 401 }])
    expect(canary.lines).toMatchObject([{ message: 'canary sent' }])
  })

  it('is read when API Gateway encodes its body', async () => {
    const canary = aCanary()
    await canary.handler({ url })
    const [event] = canary.published
    if (event === undefined) throw new Error('Nothing was published')
    const request = await canary.requestFor(event)
    const body = Buffer.from(request.body ?? '').toString('base64')

    const answer = await canary.handler({ ...request, body, isBase64Encoded: true })

    expect(answer).toEqual({ statusCode: 204 })
  })
})
