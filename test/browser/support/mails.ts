import { expect } from '@jest/globals'
import { MemoryLevel } from 'memory-level'
import * as z from 'zod'

import { levelStore } from '../../../adapters/leveldb/store.ts'
import { mailsIn } from '../../../adapters/stores/mail-store.ts'
import { openTables } from '../../../bin/embedded-storage.ts'
import { type Mail, addressId } from '../../../core/mail/mail.ts'
import { eventually } from '../../support/eventually.ts'
import type { Api } from '../../support/router.ts'

const Listed = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      webhook: z.string().optional(),
      integrationEvent: z.string().optional(),
    }),
  ),
})

type Subject = { webhook: string } | { integrationEvent: string }

/** The id of the mail about something, once it is in the log of mails. */
export function aMailAbout(api: Api, about: Subject): Promise<string> {
  return eventually(async () => {
    const { items } = Listed.parse((await api('GET', '/mails')).body)
    const found = items.find((one) =>
      'webhook' in about
        ? one.webhook === about.webhook
        : one.integrationEvent === about.integrationEvent,
    )
    expect(found).toBeDefined()
    return found?.id ?? ''
  })
}

/** A database that gets mails and suppressed addresses as a mail server makes them. */
export function aMailDatabase() {
  const db = new MemoryLevel()
  const store = levelStore(db, (error) => {
    throw error
  })
  const mails = mailsIn(openTables(store, () => new Date()).webhooks)
  const at = new Date().toISOString()
  return {
    db,
    /** Mails of a marketplace; the last one is the newest. */
    addMails: async (marketplace: string, some: readonly Partial<Mail>[]) => {
      for (const [index, changes] of some.entries()) {
        const id = `${Date.now() + index}-${index}`
        const about = { kind: 'WEBHOOK_FAILING', to: 'ops@example.com' } as const
        const words = { subject: `Mail ${index}`, text: 'Text', html: '<p>Text</p>' }
        const state = { status: 'sent', changedAt: at, revision: 1 } as const
        await mails.addMail({ marketplace, id, at, ...about, ...words, ...state, ...changes })
      }
    },
    suppress: (marketplace: string, address: string) =>
      mails.suppress({
        ...{ marketplace, id: addressId(address), address, at, reason: 'bounced' },
        detail: 'smtp; 550 5.1.1 user unknown',
      }),
  }
}
