import { describe, expect, it } from '@jest/globals'

import { auditIn } from '../../../adapters/stores/audit-store.ts'
import { mailsIn } from '../../../adapters/stores/mail-store.ts'
import type { Mail, SuppressedAddress } from '../../../core/mail/mail.ts'
import { defaultMailSettings } from '../../../core/mail/which-mails.ts'
import { anEntry, noon } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
const later = (ms: number) => new Date(noon.getTime() + ms)

/** A mail about what happened this many minutes after noon. */
function aMail(minutes: number, changes: Partial<Mail> = {}): Mail {
  const at = later(minutes * minuteMs)
  return {
    marketplace: 'acme',
    id: `${at.getTime()}-abc`,
    at: at.toISOString(),
    kind: 'WEBHOOK_FAILING',
    to: 'crm@example.com',
    webhook: 'webhook-1',
    subject: 'Failing',
    text: 'x',
    html: 'x',
    status: 'sent',
    changedAt: at.toISOString(),
    revision: 1,
    ...changes,
  }
}

async function aStore(clock = { now: noon }) {
  const table = await storeTable('webhooks', clock)
  return { ...mailsIn(table), ...auditIn(table) }
}

describe('The log of mails', () => {
  it('has a mail once, and finds it', async () => {
    const { addMail, findMail } = await aStore()

    expect(await addMail(aMail(0))).toBe(true)
    expect(await addMail(aMail(0, { subject: 'Again' }))).toBe(false)
    expect(await findMail(aMail(0))).toEqual(aMail(0))
    expect(await findMail({ ...aMail(0), marketplace: 'globex' })).toBeUndefined()
  })

  it('replaces a mail unless another change came first', async () => {
    const { addMail, findMail, replaceMail } = await aStore()
    await addMail(aMail(0))
    const after = aMail(0, { status: 'bounced', revision: 2 })

    expect(await replaceMail(after, aMail(0))).toBe(true)
    expect(await replaceMail(aMail(0, { status: 'failed', revision: 2 }), aMail(0))).toBe(false)
    expect(await findMail(aMail(0))).toEqual(after)
  })

  it('lists those of a marketplace page by page, newest first', async () => {
    const { addMail, listMails } = await aStore()
    for (const minutes of [3, 1, 2]) await addMail(aMail(minutes))
    await addMail(aMail(4, { marketplace: 'globex' }))

    const first = await listMails('acme', { limit: 2, from: undefined })
    const second = await listMails('acme', { limit: 2, from: first.next })

    expect(first.mails).toEqual([aMail(3), aMail(2)])
    expect(second).toEqual({ mails: [aMail(1)], next: undefined })
  })

  it('counts those of an address and a kind since then', async () => {
    const { addMail, countMails } = await aStore()
    await addMail(aMail(1))
    await addMail(aMail(60))
    await addMail(aMail(61))
    await addMail(aMail(62, { to: 'erp@example.com' }))
    await addMail(aMail(63, { kind: 'WEBHOOK_RECOVERED' }))

    const since = later(30 * minuteMs).toISOString()
    expect(await countMails(aMail(0), { since, max: 21 })).toBe(2)
    expect(await countMails(aMail(0), { since, max: 1 })).toBe(1)
    expect(await countMails(aMail(0, { to: 'CRM@example.com' }), { since, max: 21 })).toBe(2)
  })

  it('forgets a mail after 90 days', async () => {
    const clock = { now: noon }
    const { addMail, findMail } = await aStore(clock)
    await addMail(aMail(0))

    clock.now = later(90 * dayMs - 1000)
    expect(await findMail(aMail(0))).toBeDefined()
    clock.now = later(90 * dayMs)
    expect(await findMail(aMail(0))).toBeUndefined()
  })
})

describe('Suppressed addresses', () => {
  const address: SuppressedAddress = {
    marketplace: 'acme',
    id: 'address-1',
    address: 'left@example.com',
    reason: 'bounced',
    detail: '550',
    at: noon.toISOString(),
  }

  it('are found by marketplace and id, until they are removed, on record', async () => {
    const { suppress, findSuppressed, listSuppressed, unsuppress, listAudit } = await aStore()
    await suppress(address)
    await suppress({ ...address, reason: 'complained' })

    expect(await findSuppressed('acme', 'address-1')).toEqual({ ...address, reason: 'complained' })
    expect(await findSuppressed('globex', 'address-1')).toBeUndefined()
    expect(await listSuppressed('acme')).toHaveLength(1)

    const entry = anEntry({ action: 'address.unsuppressed', address: 'left@example.com' })
    expect(await unsuppress(address, entry)).toBe(true)
    expect(await unsuppress(address, entry)).toBe(false)
    expect(await listSuppressed('acme')).toEqual([])
    const { entries } = await listAudit('acme', {}, { limit: 10, from: undefined })
    expect(entries).toEqual([entry])
  })
})

describe('The settings of mail', () => {
  const settings = (version: number) => ({
    ...defaultMailSettings,
    productEventFailure: false,
    changedAt: noon.toISOString(),
    changedBy: 'ann',
    version,
  })

  it('are those of the last change, and each change is on record', async () => {
    const { findMailSettings, replaceMailSettings, listAudit } = await aStore()
    const entry = (number: number) =>
      anEntry({ action: 'mail-settings.changed', by: `ann-${number}` })

    expect(await findMailSettings('acme')).toBeUndefined()
    const first = { after: settings(1), before: undefined, entry: entry(1) }
    expect(await replaceMailSettings('acme', first)).toBe(true)
    expect(await replaceMailSettings('acme', first)).toBe(false)
    const second = { after: settings(2), before: settings(1), entry: entry(2) }
    expect(await replaceMailSettings('acme', second)).toBe(true)

    expect(await findMailSettings('acme')).toEqual(settings(2))
    expect(await findMailSettings('globex')).toBeUndefined()
    const { entries } = await listAudit('acme', {}, { limit: 10, from: undefined })
    expect(entries).toHaveLength(2)
  })
})
