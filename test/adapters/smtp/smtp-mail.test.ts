import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

import { afterEach, describe, expect, it } from '@jest/globals'
import type { SMTPServerOptions } from 'smtp-server'

import { smtpMail } from '../../../adapters/smtp/smtp-mail.ts'
import { aMail } from '../../support/a-mail.ts'
import { aMailServer } from '../../support/mail-server.ts'

const mail = aMail()

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

async function aServer(options: SMTPServerOptions = {}) {
  const server = await aMailServer(options)
  stops.push(server.close)
  return server
}

function sending(port: number, credentials = '') {
  return smtpMail({ url: `smtp://${credentials}127.0.0.1:${port}`, from: 'post@router.example' })
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

describe('smtpMail()', () => {
  it('sends a mail with both forms to one address', async () => {
    const { received, port } = await aServer()

    expect(await sending(port)(mail)).toEqual({ kind: 'sent' })

    expect(received).toMatchObject([{ from: 'post@router.example', to: ['crm@example.com'] }])
    const { text = '' } = received[0] ?? {}
    expect(text).toContain('Content-Type: text/plain; charset=utf-8')
    expect(text).toContain('Content-Type: text/html; charset=utf-8')
    expect(text).toContain('Subject: =?UTF-8?')
    expect(text).toContain('Auto-Submitted: auto-generated')
    expect(text).toContain('Message-ID: <1772366400000-abc@postrider>')
  })

  it('signs in with the credentials of the URL', async () => {
    const users: (string | undefined)[] = []
    const { port } = await aServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) => {
        users.push(`${username}:${password}`)
        done(null, { user: username })
      },
    })

    expect(await sending(port, 'ann:s3%40cret@')(mail)).toEqual({ kind: 'sent' })
    expect(users).toEqual(['ann:s3@cret'])
  })

  it.each([
    ['an address is unknown', 550, 'refused'],
    ['a mailbox is busy', 450, 'failed'],
    ['the server is overloaded', 421, 'failed'],
  ])('when %s (%i), the mail is %s', async (_, code, kind) => {
    const { port } = await aServer({
      onRcptTo: (_address, _session, done) => {
        done(refusal(code, 'not now'))
      },
    })

    const sent = await sending(port)(mail)

    expect(sent).toMatchObject({ kind, reason: expect.stringContaining('not now') })
  })

  it.each([
    [554, 'refused'],
    [451, 'failed'],
  ])('when the server rejects the content with %i, the mail is %s', async (code, kind) => {
    const { port } = await aServer({
      onData: (stream, _, done) => {
        stream.resume()
        stream.on('end', () => {
          done(refusal(code, 'rejected'))
        })
      },
    })

    expect(await sending(port)(mail)).toMatchObject({ kind })
  })

  it('tries again after a wrong password: the operator can correct it', async () => {
    const { port } = await aServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => {
        done(refusal(535, 'wrong password'))
      },
    })

    const sent = await sending(port, 'ann:wrong@')(mail)

    expect(sent.kind).toBe('failed')
    expect(JSON.stringify(sent)).not.toContain('ann:wrong')
  })

  it('tries again when no server listens', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')

    expect(await sending(port)(mail)).toMatchObject({ kind: 'failed' })
  })

  it('does not know the outcome when the connection ends after the mail', async () => {
    const server = createServer((socket) => {
      let text = ''
      socket.on('error', () => undefined)
      socket.write('220 ready\r\n')
      socket.on('data', (chunk) => {
        text += chunk.toString()
        if (text.endsWith('\r\n.\r\n')) socket.destroy()
        else if (text.endsWith('DATA\r\n')) socket.write('354 go on\r\n')
        else if (!text.includes('DATA\r\n')) socket.write('250 ok\r\n')
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    stops.push(() => server.close())
    const { port } = server.address() as AddressInfo

    expect(await sending(port)(mail)).toMatchObject({ kind: 'unknown' })
  })
})
