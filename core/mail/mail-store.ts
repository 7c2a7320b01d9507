import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Mail, SuppressedAddress } from './mail.ts'
import type { MailSettings } from './which-mails.ts'

type MailPage = { limit: number; from: string | undefined }

/** The log of mails, the addresses that get none, and each marketplace's settings. */
export type MailStore = {
  /** False if the marketplace has a mail with this id. */
  addMail: (mail: Mail) => Promise<boolean>
  findMail: (key: Pick<Mail, 'marketplace' | 'id'>) => Promise<Mail | undefined>
  /** False if another change came first. */
  replaceMail: (after: Mail, before: Mail) => Promise<boolean>
  /** A page of the marketplace's mails, newest first, starting at a position. */
  listMails: (
    marketplace: string,
    page: MailPage,
  ) => Promise<{ mails: Mail[]; next: string | undefined }>
  /** How many mails of this kind the address got since then, up to `max`. */
  countMails: (
    of: Pick<Mail, 'marketplace' | 'to' | 'kind'>,
    { since, max }: { since: string; max: number },
  ) => Promise<number>
}

export type SuppressionStore = {
  suppress: (address: SuppressedAddress) => Promise<void>
  findSuppressed: (marketplace: string, id: string) => Promise<SuppressedAddress | undefined>
  listSuppressed: (marketplace: string) => Promise<SuppressedAddress[]>
  /** False if it was not suppressed. */
  unsuppress: (address: SuppressedAddress, entry: AuditEntry) => Promise<boolean>
}

export type MailSettingsStore = {
  /** Undefined until they are changed for the first time. */
  findMailSettings: (marketplace: string) => Promise<MailSettings | undefined>
  /** False if another change came first. */
  replaceMailSettings: (
    marketplace: string,
    change: { after: MailSettings; before: MailSettings | undefined; entry: AuditEntry },
  ) => Promise<boolean>
}
