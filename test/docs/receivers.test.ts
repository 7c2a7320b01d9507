import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, it } from '@jest/globals'

import { jwkOf, type KeyPair } from '../../core/webhooks/ed25519.ts'
import { signatureHeaders } from '../../core/webhooks/signature.ts'
import { eventually } from '../support/eventually.ts'
import { freePort } from '../support/free-port.ts'
import { aKeyPair, aSecret } from '../support/seal.ts'

const text = readFileSync('docs/receivers.md', 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'receivers-'))
const body = '{"name":"Zoë 🚚"}'

/** What runs the program of each language, if this machine has it: `npm test` needs only Node.js. */
const languages = [
  { name: 'go', file: 'receiver.go', command: ['go', 'run', 'receiver.go'] },
  { name: 'java', file: 'Receiver.java', command: ['java', 'Receiver.java'] },
  { name: 'csharp', file: 'receiver.cs', command: ['dotnet', 'run', 'receiver.cs'] },
  { name: 'php', file: 'receiver.php', command: ['php', '-S', '127.0.0.1:PORT', 'receiver.php'] },
]

describe.each(languages)('the receiver in docs/receivers.md: $name', ({ name, file, command }) => {
  const [program = '', ...options] = command
  const isThere = spawnSync('which', [program]).status === 0
  if (!isThere) console.info(`Skipped: this machine has no ${program}`)
  const started: ChildProcess[] = []

  afterAll(() => {
    for (const { pid } of started) if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    rmSync(join(folder, file), { force: true })
  })

  const maybe = isThere ? it : it.skip
  maybe(
    'takes signed requests, also repeats, and no others',
    async () => {
      const [, code = ''] = new RegExp(`\`\`\`${name}\n(.*?)\`\`\``, 's').exec(text) ?? []
      writeFileSync(join(folder, file), code)
      const port = String(await freePort())
      const env = { ...process.env, SECRET: aSecret(1), PORT: port }
      const args = options.map((option) => option.replace('PORT', port))
      started.push(spawn(program, args, { cwd: folder, env, detached: true, stdio: 'ignore' }))
      const send = async (headers: Record<string, string>, sent = body) => {
        const request = { method: 'POST', headers, body: sent }
        return (await fetch(`http://127.0.0.1:${port}/hook`, request)).status
      }
      const signed = (at: Date, secret: string) =>
        signatureHeaders({ id: randomUUID(), body }, at, [aSecret(2), secret])
      const now = new Date()
      await eventually(async () => {
        expect(await send({})).toBe(401)
      }, 100_000)

      const genuine = signed(now, aSecret(1))
      expect(await send(genuine)).toBe(204)
      expect(await send(genuine)).toBe(204)
      expect(await send(genuine, `${body} `)).toBe(401)
      expect(await send(signed(now, aSecret(3)))).toBe(401)
      expect(await send(signed(new Date(now.getTime() - 301_000), aSecret(1)))).toBe(401)
    },
    120_000,
  )
})

describe('the verification of v1a in docs/receivers.md', () => {
  it('takes signatures by one of the public keys, and no others', () => {
    const [, code = ''] = /`verify-key\.mjs` verifies.*?```js\n(.*?)```/s.exec(text) ?? []
    const [fresh, old, other] = [aKeyPair(2), aKeyPair(1), aKeyPair(3)]
    const keySet = { keys: [jwkOf(fresh.publicKey), jwkOf(old.publicKey)] }
    const now = new Date()
    const signed = (key: KeyPair, at = now) =>
      signatureHeaders({ id: randomUUID(), body }, at, [aSecret(1), key.privateKey])
    const late = new Date(now.getTime() - 301_000)
    const requests = [
      [signed(fresh), body],
      [signed(old), body],
      [signed(other), body],
      [signed(fresh), `${body} `],
      [signed(fresh, late), body],
      [{}, body],
    ]
    const run = `${code}
      const [keySet, requests] = ${JSON.stringify([keySet, requests])}
      console.log(JSON.stringify(requests.map((request) => isGenuine(...request, keySet))))`

    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', run])

    expect(JSON.parse(String(stdout))).toEqual([true, true, false, false, false, false])
  })
})
