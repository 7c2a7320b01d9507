import type { NodemailerError } from 'nodemailer'

import type { Mail } from '../../core/mail/mail.ts'
import type { Sent } from '../../core/mail/send-mail.ts'

type SmtpOptions = {
  /** Such as `smtps://user:password@mail.example.com`, as nodemailer reads it. */
  url: string
  /** The address in `From`. */
  from: string
}

/** A mail is a few kilobytes: a server that is silent for longer has gone. */
const limitMs = 20_000

/** Sends mails by SMTP, over TLS where the server has it. */
export function smtpMail({ url, from }: SmtpOptions): (mail: Mail) => Promise<Sent> {
  const options = {
    url,
    connectionTimeout: limitMs,
    greetingTimeout: limitMs,
    socketTimeout: limitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  const load = async () => (await import('nodemailer')).createTransport(options)
  let loading: ReturnType<typeof load> | undefined // by the first mail: the router starts without it
  return async ({ id, to, subject, text, html }) => {
    try {
      loading ??= load()
      const transport = await loading
      const headers = { 'auto-submitted': 'auto-generated' } // RFC 3834: no automatic replies
      await transport.sendMail({
        from,
        to,
        subject,
        text,
        html,
        headers,
        messageId: `<${id}@postrider>`,
      })
      return { kind: 'sent' }
    } catch (error) {
      return outcomeOf(error as NodemailerError)
    }
  }
}

/** Errors before a mail is sent. nodemailer names the wait that ended, or the system's own error. */
const unsent = ['EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'ECONFIG', 'EPROXY']
const unconnected = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND']

function outcomeOf(error: NodemailerError): Sent {
  const { code, responseCode, permanent, message: reason } = error
  if (responseCode === undefined) {
    if (code === 'EENVELOPE') return { kind: 'refused', reason }
    return { kind: isUnsent(error) ? 'failed' : 'unknown', reason }
  }
  // Managers cannot correct a wrong password: the mail is still to be sent.
  const isRefused = permanent === true && code !== 'EAUTH'
  return { kind: isRefused ? 'refused' : 'failed', reason }
}

function isUnsent({ code = '', originalCode = '', timeoutType }: NodemailerError): boolean {
  return (
    unsent.includes(code) ||
    unconnected.includes(originalCode) ||
    (timeoutType !== undefined && timeoutType !== 'SOCKET_TIMEOUT')
  )
}
