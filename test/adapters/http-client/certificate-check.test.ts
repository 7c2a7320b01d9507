import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { afterEach, expect, it } from '@jest/globals'

import { makeCertificates } from '../../support/certificates.ts'
import { type Misbehaving, startTls } from '../../support/misbehaving-receiver.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Prints how a call of the first argument ends. */
const script = `
  const { strict } = await import('./adapters/http-client/destination-rules.ts')
  const { httpsClient } = await import('./adapters/http-client/client.ts')
  const call = httpsClient({ ...strict, loopback: true })
  const reply = await call({ method: 'GET', url: process.argv[1], headers: {} }, 10_000)
  console.log(reply.reason ?? reply.status)
  process.exit()
`

let receiver: Misbehaving | undefined

afterEach(() => receiver?.close())

// Node.js reads this variable of the process itself, which a test cannot change for its own.
it('httpsClient() refuses a self-signed receiver though the process is told to trust all', async () => {
  const { selfSigned } = await makeCertificates()
  receiver = await startTls(selfSigned)

  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script, receiver.url],
    { cwd: root, env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' } },
  )

  expect(stdout.trim()).toBe('tls: DEPTH_ZERO_SELF_SIGNED_CERT')
})
