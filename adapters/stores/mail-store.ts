import { type Mail, type SuppressedAddress, addressId } from '../../core/mail/mail.ts'
import type { MailSettings } from '../../core/mail/which-mails.ts'
import type { MailSettingsStore, MailStore, SuppressionStore } from '../../core/mail/mail-store.ts'
import type { Item, Key, Table } from '../../core/ports.ts'
import { auditWrites } from './audit-store.ts'
import { rowIn } from './row.ts'

const retentionSeconds = 90 * 86_400

/** The mails of the last hour are counted. */
const markSeconds = 2 * 3600

/** Mails, suppressed addresses and settings, in partitions of their own in the table of webhooks. */
export function mailsIn(table: Table): MailStore & SuppressionStore & MailSettingsStore {
  return {
    addMail: (mail) => table.write([{ put: toItem(mail), if: 'absent' }, { put: markOf(mail) }]),

    findMail: async (key) => rowIn<Mail>(await table.get(keyOf(key))),

    replaceMail: (after, before) =>
      table.write([{ put: toItem(after), if: { revision: before.revision } }]),

    listMails: async (marketplace, { limit, from }) => {
      const items = await table.query({
        partition: partitionOf(marketplace),
        newestFirst: true,
        limit: limit + 1,
        ...(from !== undefined && { to: from }),
      })
      const mails = items.slice(0, limit).map((item) => rowIn<Mail>(item))
      return { mails, next: items[limit]?.sk }
    },

    countMails: async (mail, { since, max }) => {
      const partition = marksOf(mail.marketplace)
      const place = placeOf(mail)
      const from = `${place}#${Date.parse(since)}`
      const marks = await table.query({ partition, from, to: `${place}#~`, limit: max })
      return marks.length
    },

    ...suppressionsIn(table),
    ...settingsIn(table),
  }
}

function suppressionsIn(table: Table): SuppressionStore {
  return {
    suppress: async (address) => {
      await table.write([{ put: { ...suppressedKey(address), ...address } }])
    },

    findSuppressed: async (marketplace, id) =>
      rowIn<SuppressedAddress>(await table.get(suppressedKey({ marketplace, id }))),

    listSuppressed: async (marketplace) => {
      const items = await table.query({ partition: `${marketplace}#suppressed` })
      return items.map((item) => rowIn<SuppressedAddress>(item))
    },

    unsuppress: (address, entry) =>
      table.write([{ remove: suppressedKey(address), if: 'present' }, ...auditWrites(entry)]),
  }
}

function settingsIn(table: Table): MailSettingsStore {
  return {
    findMailSettings: async (marketplace) =>
      rowIn<MailSettings>(await table.get(settingsKey(marketplace))),

    replaceMailSettings: (marketplace, { after, before, entry }) =>
      table.write([
        {
          put: { ...settingsKey(marketplace), ...after },
          if: before === undefined ? 'absent' : { version: before.version },
        },
        ...auditWrites(entry),
      ]),
  }
}

function toItem(mail: Mail): Item {
  const expiresAt = Math.floor(Date.parse(mail.at) / 1000) + retentionSeconds
  return { ...keyOf(mail), ...mail, expiresAt }
}

/** A row of a few bytes, so that the mails of an address are counted without their bodies. */
function markOf(mail: Mail): Item {
  const expiresAt = Math.floor(Date.parse(mail.changedAt) / 1000) + markSeconds
  return { pk: marksOf(mail.marketplace), sk: `${placeOf(mail)}#${mail.id}`, expiresAt }
}

function marksOf(marketplace: string): string {
  return `${marketplace}#mails-of`
}

function placeOf({ to, kind }: Pick<Mail, 'to' | 'kind'>): string {
  return `${addressId(to)}#${kind}`
}

function keyOf({ marketplace, id }: Pick<Mail, 'marketplace' | 'id'>): Key {
  return { pk: partitionOf(marketplace), sk: id }
}

function partitionOf(marketplace: string): string {
  return `${marketplace}#mails`
}

function suppressedKey({ marketplace, id }: Pick<SuppressedAddress, 'marketplace' | 'id'>): Key {
  return { pk: `${marketplace}#suppressed`, sk: id }
}

function settingsKey(marketplace: string): Key {
  return { pk: `${marketplace}#mail-settings`, sk: 'settings' }
}
