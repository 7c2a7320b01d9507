import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail, as a server got it: its envelope, and its content with headers. */
type ReceivedMail = { from: string; to: string[]; text: string }

export type MailServer = {
  port: number
  received: ReceivedMail[]
  close: () => void
}

/** A mail server on this machine that accepts what it gets, without TLS. */
export async function aMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 1,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        const to = rcptTo.map(({ address }) => address)
        const text = Buffer.concat(chunks).toString()
        received.push({ from, to, text: text.replaceAll('=\r\n', '') }) // quoted-printable's line ends
        done()
      })
    },
    ...options,
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  const close = () => {
    server.close()
  }
  return { port, received, close }
}
