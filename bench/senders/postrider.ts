import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import { existingKeyFile } from '../../adapters/common/key-file.ts'
import { signToken, tokenKeyName } from '../../adapters/sign-in/own-tokens.ts'
import { apiOf } from '../../test/support/router.ts'
import type { Sender } from './sender.ts'

const here = fileURLToPath(new URL('../..', import.meta.url))

/** The 1.4 KB of a typical subscription. */
const content = { padding: 'x'.repeat(1200) }

/** The router of a checkout, by default of this one, as `npm start` runs it. */
export function postrider(checkout = here): Sender {
  return {
    start: async (folder) => {
      const child = spawn(process.execPath, ['--import', 'tsx', 'bin/local.ts'], {
        cwd: checkout,
        env: {
          ...process.env,
          POSTRIDER_DATA: folder,
          POSTRIDER_PORT: '0',
          API_RATE_PER_SECOND: '10000',
          POSTRIDER_RETRY_SCHEDULE: '1,1,2,4,8,16,32',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let output = ''
      let url: string | undefined
      child.stdout.on('data', (chunk: Buffer) => {
        if (url !== undefined) return
        output += chunk.toString()
        url = /^Ready: (\S+)$/m.exec(output)?.[1]
      })
      while (url === undefined) await once(child.stdout, 'data')
      const base = url
      const key = await existingKeyFile(folder, tokenKeyName)
      const token = () => signToken(key, 'acme', 'manager')
      const api = apiOf(base, token)
      return {
        pid: child.pid ?? 0,
        url: base,
        api,
        addWebhook: async (target) => {
          const body = { url: target, events: ['subscription.added'] }
          const { status } = await api('POST', '/webhooks', body)
          if (status !== 201) throw new Error(`Cannot add the webhook: status ${status}`)
        },
        publishRequest: async () => ({
          url: `${base}/events`,
          headers: {
            authorization: `Bearer ${await token()}`,
            'content-type': 'application/json',
          },
          body: JSON.stringify({
            uuid: 'uuid-of-event',
            timestamp: 1_700_000_000_000,
            resource: { type: 'SUBSCRIPTION', uuid: 'resource-1', content },
            resourceAction: 'ADDED',
          }),
        }),
        stop: async () => {
          const ended = once(child, 'close')
          child.kill('SIGTERM')
          await ended
        },
      }
    },
  }
}
