import type { ApiRequest, ApiResponse, Operation } from '../api/operation.ts'
import { parsePageQuery } from '../api/pagination.ts'
import { problem } from '../api/problem.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { Mail, MailStatus } from '../mail/mail.ts'
import type { MailStore, SuppressionStore } from '../mail/mail-store.ts'

export type MailPorts = Pick<MailStore, 'listMails' | 'findMail'> &
  Pick<SuppressionStore, 'findSuppressed' | 'listSuppressed' | 'unsuppress'> & { now: () => Date }

/** The mails that a marketplace had sent, and the addresses that get none. */
export const mailRoutes: readonly Operation<MailPorts>[] = [
  { method: 'GET', path: '/mails', scope: 'webhooks:read', takesQuery: true, handle: listMails },
  { method: 'GET', path: '/mails/{id}', scope: 'webhooks:read', handle: getMail },
  {
    method: 'GET',
    path: '/suppressed-addresses',
    scope: 'webhooks:read',
    handle: listSuppressed,
  },
  {
    method: 'DELETE',
    path: '/suppressed-addresses/{id}',
    scope: 'webhooks:write',
    handle: unsuppress,
  },
]

async function listMails({ caller, query }: ApiRequest, ports: MailPorts): Promise<ApiResponse> {
  const page = parsePageQuery('mails', query)
  if ('status' in page) return page
  const { mails, next } = await ports.listMails(caller.marketplace, page)
  return page.answer(
    mails.map((mail) => {
      const { text, html, ...listed } = viewOf(mail, ports.now())
      return listed
    }),
    next,
  )
}

async function getMail({ caller, params }: ApiRequest, ports: MailPorts): Promise<ApiResponse> {
  const id = params['id'] ?? ''
  const mail = await ports.findMail({ marketplace: caller.marketplace, id })
  if (mail !== undefined) return { status: 200, body: viewOf(mail, ports.now()) }
  return problem(404, `Cannot find the mail '${id}': this marketplace has none with this id`)
}

async function listSuppressed({ caller }: ApiRequest, ports: MailPorts): Promise<ApiResponse> {
  const addresses = await ports.listSuppressed(caller.marketplace)
  return { status: 200, body: { items: addresses.map(({ marketplace, ...one }) => one) } }
}

async function unsuppress({ caller, params }: ApiRequest, ports: MailPorts): Promise<ApiResponse> {
  const { marketplace, subject: by } = caller
  const id = params['id'] ?? ''
  const found = await ports.findSuppressed(marketplace, id)
  if (found !== undefined) {
    const { address } = found
    const at = ports.now().toISOString()
    const entry = auditEntry({ marketplace, by, at, action: 'address.unsuppressed', address })
    if (await ports.unsuppress(found, entry)) return { status: 204 }
  }
  return problem(404, `Cannot find the address '${id}': none with this id is suppressed`)
}

/** A mail is sent within seconds: after this long, the process that sent it has died. */
const sendingMs = 120_000

function viewOf({ marketplace, revision, changedAt, ...mail }: Mail, now: Date) {
  const isOver = now.getTime() - Date.parse(changedAt) > sendingMs
  const status: MailStatus = mail.status === 'sending' && isOver ? 'unknown' : mail.status
  return { ...mail, status, changedAt }
}
