import { createHash } from 'node:crypto'

import type { Log } from '../ports.ts'
import { addMs } from '../values/timestamp.ts'
import { type Mail, type MailDraft, addressId } from './mail.ts'
import type { MailStore, SuppressionStore } from './mail-store.ts'

/** How a mail server answered. */
export type Sent =
  | { kind: 'sent' | 'stored' }
  /** `failed`: it is certain that nothing was sent, and a later try may succeed. */
  | { kind: 'refused' | 'failed' | 'unknown'; reason: string }

export type SendPorts = Pick<MailStore, 'addMail' | 'findMail' | 'replaceMail' | 'countMails'> &
  Pick<SuppressionStore, 'findSuppressed'> & {
    /** Sends the mail to one address. */
    send: (mail: Mail) => Promise<Sent>
    now: () => Date
    log: Log
  }

/** An address gets this many mails of a kind within an hour; the rest is only in the log of mails. */
const maxPerHour = 20
const hourMs = 3_600_000

/**
 * Sends a mail once, however often this is called. The row is saved before the mail is sent, so that
 * a process that dies in between sends none twice. Throws if the mail is to be tried again.
 */
export async function sendMail(draft: MailDraft, ports: SendPorts): Promise<void> {
  const claimed = await claim(mailOf(draft, ports.now()), ports)
  if (claimed === undefined) return
  const held = await heldBack(claimed, ports)
  const sent = held ?? (await ports.send(claimed))
  const status = sent.kind
  const after: Mail = {
    ...claimed,
    status,
    changedAt: ports.now().toISOString(),
    revision: claimed.revision + 1,
    ...('reason' in sent && { reason: sent.reason }),
  }
  await ports.replaceMail(after, claimed)
  logMail(after, ports.log)
  if (status === 'failed') throw new Error(`Cannot send the mail: ${sent.reason}`)
}

/** The stored mail if this process may send it; undefined if it was sent, or may have been. */
async function claim(mail: Mail, ports: SendPorts): Promise<Mail | undefined> {
  if (await ports.addMail(mail)) return mail
  const found = await ports.findMail(mail)
  if (found?.status !== 'failed') return undefined
  const { reason, ...rest } = found
  const again: Mail = { ...rest, status: 'sending', revision: found.revision + 1 }
  return (await ports.replaceMail(again, found)) ? again : undefined
}

type Held = { kind: 'suppressed' | 'limited'; reason: string }

/** Why the mail is not sent. */
async function heldBack(mail: Mail, ports: SendPorts): Promise<Held | undefined> {
  const { marketplace, to } = mail
  const suppressed = await ports.findSuppressed(marketplace, addressId(to))
  if (suppressed !== undefined) {
    const { reason, at } = suppressed
    const fact = reason === 'bounced' ? 'a mail to it bounced' : 'its owner complained about a mail'
    return { kind: 'suppressed', reason: `The address gets no mail: ${fact} at ${at}` }
  }
  const since = addMs(ports.now(), -hourMs)
  const sent = await ports.countMails(mail, { since, max: maxPerHour + 1 }) // with this one
  if (sent <= maxPerHour) return undefined
  return { kind: 'limited', reason: `The address got ${maxPerHour} such mails within an hour` }
}

function mailOf({ content, ...draft }: MailDraft, now: Date): Mail {
  const changedAt = now.toISOString()
  return { ...draft, ...content, id: idOf(draft), status: 'sending', changedAt, revision: 1 }
}

/** Begins with the time, in milliseconds, so that ids are in the order of time. */
function idOf(draft: Omit<MailDraft, 'content'>): string {
  const { marketplace, at, kind, to, webhook, product, integrationEvent } = draft
  const key = JSON.stringify([marketplace, kind, to, webhook, product, integrationEvent])
  const hash = createHash('sha256').update(key).digest('base64url').slice(0, 22)
  return `${Date.parse(at)}-${hash}`
}

function logMail({ marketplace, id, kind, status, reason, ...about }: Mail, log: Log): void {
  const { webhook, product } = about
  log({
    ...((status === 'refused' || status === 'failed' || status === 'unknown') && {
      level: 'ERROR',
    }),
    message: 'mail',
    marketplace,
    mail: id,
    kind,
    status,
    ...(webhook !== undefined && { webhook }),
    ...(product !== undefined && { product }),
    ...(reason !== undefined && { reason }),
  })
}
