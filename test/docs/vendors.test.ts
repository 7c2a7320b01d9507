import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'

import { afterEach, describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { anIntegrationEvent } from '../support/integration-events.ts'
import { journeyWorlds } from '../support/journey-world.ts'

const Credential = z.object({ key: z.string(), secret: z.string() })

describe('The vendor in docs/vendors.md', () => {
  const aWorld = journeyWorlds()
  const children: ChildProcess[] = []

  afterEach(() => {
    for (const child of children.splice(0)) child.kill()
  })

  it('reads an order, and responds with an account', async () => {
    const { api, router } = await aWorld()
    const port = await aFreePort()
    await api('POST', '/products', { id: 'product-1', name: 'CRM', vendor: 'globex' })
    await api('PUT', '/products/product-1/integration', {
      endpoints: { DEFAULT: `http://127.0.0.1:${port}/events?url={eventUrl}` },
      authentication: { type: 'BASIC', username: 'router', password: 's3cret' },
    })
    const issued = await api('POST', '/products/product-1/integration/credentials')
    const { key: KEY, secret: SECRET } = Credential.parse(issued.body)
    const env = { KEY, SECRET, TOKEN_URL: `${router.url}/oauth2/token`, PORT: String(port) }
    const program = ['--input-type=module', '-e', await example()]
    children.push(spawn(process.execPath, program, { env, stdio: 'inherit' }))
    await eventually(() => once(connect(port, '127.0.0.1'), 'connect'))

    const ended = await api('POST', '/integration-events?wait=true', anIntegrationEvent())

    const { company } = anIntegrationEvent().payload
    expect(ended).toMatchObject({
      status: 200,
      body: {
        status: 'complete',
        result: { accountIdentifier: `account-of-${company?.uuid ?? ''}` },
      },
    })
  })
})

/** The only program of the page. */
async function example(): Promise<string> {
  const page = await readFile('docs/vendors.md', 'utf8')
  const [, code = ''] = /```js\n(.*?)```/s.exec(page) ?? []
  return code
}

async function aFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
