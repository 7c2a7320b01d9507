import { describe, expect, it } from '@jest/globals'

import type { Notice } from '../../../core/health/notice.ts'
import { parseHappening } from '../../../core/mail/happening.ts'
import { mailsAbout } from '../../../core/mail/mails-about.ts'
import { noticeDetail } from '../../../core/health/notice.ts'
import { isExpiryCheckDue, noticeExpiring } from '../../../core/wake/certificate-check.ts'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import { afterNoon, anEntry, aWebhook, noon } from '../../support/builders.ts'
import { memoryStores } from '../../support/memory-stores.ts'

const day = 24 * 3600
const inTenDays = afterNoon(10 * day)
const facts = { issuer: 'CN=Authority', fingerprint: 'f1' }
const expiring = (notAfter: string): Partial<Webhook> => ({
  clientCertificate: {
    ...{ subject: 'CN=router', ...facts },
    ...{ notAfter, certificate: '-----BEGIN CERTIFICATE-----', sealed: 'sealed' },
  },
})

async function aWorld(...webhooks: Webhook[]) {
  const { ports } = memoryStores(
    () => noon,
    () => Promise.resolve(),
  )
  for (const webhook of webhooks) await ports.addWebhook(webhook, anEntry())
  const announced: { notice: Notice; webhook: Webhook }[] = []
  const lines: Readonly<Record<string, unknown>>[] = []
  const state = { refusal: undefined as string | undefined, now: noon }
  const check = () =>
    noticeExpiring('acme', {
      ...ports,
      announce: (notice, webhook) => {
        announced.push({ notice, webhook })
        return Promise.resolve(state.refusal)
      },
      now: () => state.now,
      log: (line) => lines.push(line),
    })
  return Object.assign(state, { ports, announced, lines, check })
}

const certificate = 'The client certificate (CN=router)'

describe('noticeExpiring()', () => {
  it("publishes one notice about a webhook's certificates and its receiver's", async () => {
    const world = await aWorld(aWebhook(expiring(inTenDays)), aWebhook({ id: 'webhook-2' }))
    await world.ports.noteCertificate(aWebhook(), afterNoon(day))

    await world.check()
    await world.check()

    const certificates = [
      { certificate, notAfter: inTenDays },
      { certificate: "The receiver's certificate", notAfter: afterNoon(day) },
    ]
    const notice = { kind: 'certificates_expiring', at: afterNoon(0), certificates }
    expect(world.announced).toEqual([{ notice, webhook: aWebhook(expiring(inTenDays)) }])
    expect(world.lines).toEqual([
      {
        message: 'webhook certificates_expiring',
        ...{ marketplace: 'acme', webhook: 'webhook-1', certificates },
      },
    ])
  })

  it.each([
    ['is valid for more than 30 days', aWebhook(expiring(afterNoon(30 * day + 1)))],
    ['belongs to a disabled webhook', aWebhook({ ...expiring(inTenDays), enabled: false })],
    ['belongs to another marketplace', aWebhook({ ...expiring(inTenDays), marketplace: 'globex' })],
  ])('publishes none about a certificate that %s', async (_, webhook) => {
    const world = await aWorld(webhook)

    await world.check()

    expect(world.announced).toEqual([])
  })

  it('publishes one about the certificate that comes next', async () => {
    const before = aWebhook(expiring(inTenDays))
    const world = await aWorld(before)
    await world.check()
    const after = { ...before, ...expiring(afterNoon(20 * day)), version: 2 }
    await world.ports.replaceWebhook(after, before, anEntry())

    await world.check()

    expect(world.announced.map(({ webhook }) => webhook.version)).toEqual([1, 2])
  })

  it('tries again when a notice could not be published', async () => {
    const world = await aWorld(aWebhook(expiring(inTenDays)))
    world.refusal = 'ThrottlingException'
    await world.check()
    world.refusal = undefined

    await world.check()
    await world.check()

    expect(world.announced).toHaveLength(2)
    expect(world.lines[0]).toMatchObject({
      level: 'ERROR',
      message: "Cannot publish 'webhook.certificates_expiring': ThrottlingException",
    })
  })

  it('has the addresses of the webhook mailed', async () => {
    const notify = ['ann@example.com', 'bob@example.com']
    const world = await aWorld(aWebhook({ ...expiring(inTenDays), notify }))
    await world.check()
    const [{ notice, webhook } = never()] = world.announced
    const type = `webhook.${notice.kind}`
    const detail = JSON.parse(JSON.stringify(noticeDetail(notice, webhook))) as unknown

    const happening = parseHappening({ 'detail-type': type, detail })
    if ('reason' in happening) throw new Error(happening.reason)
    const mails = await mailsAbout(happening, {
      ...world.ports,
      pageUrl: 'https://hooks.example.com',
    })

    expect(mails.map(({ to }) => to)).toEqual(notify)
    expect(mails[0]).toMatchObject({
      kind: 'CERTIFICATES_EXPIRING',
      webhook: 'webhook-1',
      content: { subject: 'Certificates expire: https://crm.example.com/hook' },
    })
    expect(mails[0]?.content.text).toContain(`Valid until: ${certificate}: 11 Mar 2026, 12:00 UTC`)
    expect(mails[0]?.content.text).toContain('https://hooks.example.com/#/webhooks/webhook-1')
  })
})

it.each([
  ['05:59:59', false],
  ['06:00:00', true],
  ['06:29:59', true],
  ['06:30:00', false],
  ['18:00:00', false],
])('isExpiryCheckDue() at %s: %s', (time, isDue) => {
  expect(isExpiryCheckDue(new Date(`2026-03-01T${time}Z`))).toBe(isDue)
})

function never(): never {
  throw new Error('Nothing was announced')
}
