import { describe, expect, it } from '@jest/globals'

import { parseHappening } from '../../../core/mail/happening.ts'
import { mailsAbout } from '../../../core/mail/mails-about.ts'
import { defaultMailSettings } from '../../../core/mail/which-mails.ts'
import { anEntry, noon, uuidOf } from '../../support/builders.ts'
import { integrationEventTypes } from '../../../core/integration/event-types.ts'
import { anIntegrationEvent } from '../../support/integration-events.ts'
import { aProduct } from '../../support/integration-world.ts'
import { aMailWorld, aNotifiedProduct, notices } from '../../support/mail-world.ts'

type World = ReturnType<typeof aMailWorld>

function about(world: World, notice: unknown) {
  const happening = parseHappening(notice)
  if ('reason' in happening) throw new Error(happening.reason)
  return mailsAbout(happening, world.ports)
}

async function switchOn(world: World, change: Partial<typeof defaultMailSettings>) {
  const who = { changedAt: noon.toISOString(), changedBy: 'ann', version: 1 }
  const after = { ...defaultMailSettings, ...change, ...who }
  const entry = anEntry()
  await world.stores.replaceMailSettings('acme', { after, before: undefined, entry })
}

const failure = {
  success: false,
  errorCode: 'ACCOUNT_NOT_FOUND',
  message: 'No such account',
} as const

describe('A failed integration event', () => {
  const mailed = [
    'SUBSCRIPTION_ORDER',
    'SUBSCRIPTION_CHANGE',
    'SUBSCRIPTION_CANCEL',
    'USER_ASSIGNMENT',
    'USER_UNASSIGNMENT',
  ]

  it.each(integrationEventTypes)('%s: the vendor gets mail if the type is mailed', async (type) => {
    const world = aMailWorld()
    await world.addEvent({ asked: anIntegrationEvent(type), result: failure })

    const mails = await about(world, notices.failed)

    const expected = mailed.includes(type) ? ['ops@globex.example'] : []
    expect(mails.map(({ to }) => to)).toEqual(expected)
  })

  it('says what failed, when and why, without the token', async () => {
    const world = aMailWorld()
    const eventUrl = `https://hooks.example.com/api/integration/v1/events/${uuidOf(1)}`
    const message = `No such account: ${eventUrl}`
    await world.addEvent({ result: { ...failure, message } })

    const [mail] = await about(world, notices.failed)

    expect(mail).toMatchObject({ kind: 'PRODUCT_EVENT_FAILURE', product: 'product-1' })
    expect(mail?.content.subject).toBe('CRM: subscription order failed')
    const { text = '', html = '' } = mail?.content ?? {}
    for (const body of [text, html]) {
      for (const fact of ['ACCOUNT_NOT_FOUND', 'No such account', 'Example Ltd', '12:00 UTC']) {
        expect(body).toContain(fact)
      }
      expect(mail?.integrationEvent).toBe(uuidOf(1))
      expect(body).not.toContain(uuidOf(1))
    }
  })

  it.each([
    ['it succeeded', { success: true }, aNotifiedProduct()],
    ['its vendor has no notification address', failure, aProduct()],
  ])('sends none if %s', async (_, result, product) => {
    const world = aMailWorld()
    await world.addEvent({ result, product })

    expect(await about(world, notices.failed)).toEqual([])
  })

  it('sends none if the marketplace has switched it off', async () => {
    const world = aMailWorld()
    await world.addEvent({ result: failure })
    await switchOn(world, { productEventFailure: false })

    expect(await about(world, notices.failed)).toEqual([])
  })

  it('sends none about an event that the router does not have', async () => {
    expect(await about(aMailWorld(), notices.failed)).toEqual([])
  })
})

describe('An integration event in progress', () => {
  const both = { subscriptionChangeInProgress: true, subscriptionCancellationInProgress: true }

  it.each([
    ['SUBSCRIPTION_CHANGE', 'SUBSCRIPTION_CHANGE_IN_PROGRESS'],
    ['SUBSCRIPTION_CANCEL', 'SUBSCRIPTION_CANCELLATION_IN_PROGRESS'],
  ] as const)('%s: its customer gets %s', async (type, kind) => {
    const world = aMailWorld()
    await world.addEvent({ asked: anIntegrationEvent(type) })
    await switchOn(world, both)

    const [mail] = await about(world, notices.inProgress)

    expect(mail).toMatchObject({ kind, to: 'ada@example.com', marketplace: 'acme' })
    expect(mail?.content.text).toContain('CRM')
  })

  it.each(['SUBSCRIPTION_CHANGE', 'SUBSCRIPTION_CANCEL'] as const)(
    '%s: no mail by default',
    async (type) => {
      const world = aMailWorld()
      await world.addEvent({ asked: anIntegrationEvent(type) })

      expect(await about(world, notices.inProgress)).toEqual([])
    },
  )

  it('goes to the company if the person has no address that mail can be sent to', async () => {
    const world = aMailWorld()
    const asked = anIntegrationEvent('SUBSCRIPTION_CHANGE')
    const creator = { uuid: 'x', email: 'x@y.example\r\nBcc: z@y.example' }
    const company = { uuid: 'c', email: 'office@example.com' }
    await world.addEvent({ asked: { ...asked, creator, payload: { ...asked.payload, company } } })
    await switchOn(world, both)

    const [mail] = await about(world, notices.inProgress)

    expect(mail?.to).toBe('office@example.com')
  })

  it('sends none if it has ended meanwhile', async () => {
    const world = aMailWorld()
    await world.addEvent({ asked: anIntegrationEvent('SUBSCRIPTION_CHANGE'), result: failure })
    await switchOn(world, both)

    expect(await about(world, notices.inProgress)).toEqual([])
  })
})

describe('The health of a webhook', () => {
  const notify = ['crm@example.com', 'erp@example.com']

  it.each([
    ['failing', 'WEBHOOK_FAILING', 'Webhook is failing: CRM'],
    ['disabled', 'WEBHOOK_DISABLED', 'Webhook is disabled: CRM'],
    ['recovered', 'WEBHOOK_RECOVERED', 'Webhook is back: CRM'],
  ] as const)('%s: each address that it notifies gets %s', async (notice, kind, subject) => {
    const world = aMailWorld()
    await world.addWebhook({ notify, description: 'CRM' })

    const mails = await about(world, notices.webhook(notice, { reason: 'status 503' }))

    expect(mails.map(({ to }) => to)).toEqual(notify)
    expect(mails[0]).toMatchObject({ kind, webhook: 'webhook-1', content: { subject } })
    expect(mails[0]?.content.text).toContain('https://hooks.example.com/#/webhooks/webhook-1')
  })

  it('shows no credential of the URL', async () => {
    const world = aMailWorld()
    const url = 'https://crm.example.com/hook?api_key=s3cr3t'
    await world.addWebhook({ notify, url, description: '' })

    const [mail] = await about(world, notices.webhook('failing', { reason: `404 at ${url}` }))

    expect(JSON.stringify(mail)).toContain('api_key=***')
    expect(JSON.stringify(mail)).not.toContain('s3cr3t')
  })

  it.each([
    ['notifies no address', {}],
    ['notifies an empty list', { notify: [] }],
  ])('sends none if it %s', async (_, changes) => {
    const world = aMailWorld()
    await world.addWebhook(changes)

    expect(await about(world, notices.webhook('failing'))).toEqual([])
  })

  it('sends none if it was deleted', async () => {
    expect(await about(aMailWorld(), notices.webhook('disabled'))).toEqual([])
  })
})
