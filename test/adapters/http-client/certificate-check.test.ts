import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { afterEach, expect, it } from '@jest/globals'

import { makeCertificates } from '../../support/certificates.ts'
import { type Misbehaving, startTls } from '../../support/misbehaving-receiver.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Sends a request to the first argument and prints the reply. */
const script = `
  const { strict } = await import('./test/support/strict-rules.ts')
  const { httpsClient } = await import('./adapters/http-client/client.ts')
  const call = httpsClient({ ...strict, loopback: true })
  const reply = await call({ method: 'GET', url: process.argv[1], headers: {} }, 10_000)
  console.log(reply.reason ?? reply.status)
  process.exit()
`

let receiver: Misbehaving | undefined

afterEach(() => receiver?.close())

// A child process: in Jest process.env is a copy, and Node.js reads the real one.
it('httpsClient() rejects a self-signed receiver even if NODE_TLS_REJECT_UNAUTHORIZED is 0', async () => {
  const { selfSigned } = makeCertificates()
  receiver = await startTls(selfSigned)

  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script, receiver.url],
    { cwd: root, env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' } },
  )

  expect(stdout.trim()).toBe('tls: DEPTH_ZERO_SELF_SIGNED_CERT')
})
