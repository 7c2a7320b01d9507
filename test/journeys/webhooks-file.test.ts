import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

import { runCommand } from '../../bin/webhooks-command.ts'
import { journeyWorlds } from '../support/journey-world.ts'

const text = (url: string) => `
webhooks:
  - description: CRM
    url: ${url}/crm
    events: [subscription.*, order.added]
    authentication: { type: TOKEN, token: "\${CRM_TOKEN}" }
    headers:
      - { name: X-Tenant, value: "7" }
      - { name: X-Api-Key, value: "\${CRM_TOKEN}" }
    limits: { perSecond: 20 }
    filter: { resource: { content: { status: [ACTIVE] } } }
  - description: Billing
    url: ${url}/billing?key=\${CRM_TOKEN}
    resource: INVOICE
    actions: [Added, Deleted]
`

describe('Webhooks as a file', () => {
  const aWorld = journeyWorlds()
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postrider-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  /** A marketplace with an API key, and a file. */
  const aMarketplace = async () => {
    const { receiver, router, api } = await aWorld()
    const { body } = await api('POST', '/api-keys', { name: 'CI', role: 'manager' })
    const { key } = body as { key: string }
    const file = join(folder, 'webhooks.yaml')
    await writeFile(file, text(receiver.url))
    const env = { POSTRIDER_URL: router.url, POSTRIDER_TOKEN: key, CRM_TOKEN: 's3cret-token' }
    const run = async (args: string, variables: Record<string, string | undefined> = env) => {
      const lines: string[] = []
      const print = (line: string) => void lines.push(line)
      const code = await runCommand([...args.split(' '), '-f', file], { env: variables, print })
      return { code, output: lines.join('\n') }
    }
    return { api, env, file, receiver, run }
  }

  it('is shown, applied, and the second time it changes nothing', async () => {
    const { api, run } = await aMarketplace()

    const dry = await run('apply --dry-run')
    const first = await run('apply')
    const second = await run('apply --dry-run --prune')
    const third = await run('apply')

    expect(dry.code).toBe(2)
    expect(dry.output).toContain('+ create CRM')
    expect(dry.output).toContain('Nothing was changed: this was a dry run.')
    expect(dry.output).not.toContain('s3cret')
    expect(first).toMatchObject({ code: 0, output: expect.stringMatching(/2 created, 0 updated/) })
    expect(second).toEqual({ code: 0, output: expect.stringMatching(/Nothing would change\.$/) })
    expect(third.output).toMatch(/0 created, 0 updated, 0 deleted, 2 unchanged$/)
    const { items } = (await api('GET', '/webhooks')).body as { items: { version: number }[] }
    expect(items.map(({ version }) => version)).toEqual([1, 1])
  })

  it('changes, deletes and sends secrets again only when asked to', async () => {
    const { env, file, receiver, run } = await aMarketplace()
    await run('apply')
    const [, crm = ''] = text(receiver.url).split('- ')
    await writeFile(
      file,
      `webhooks:\n  - ${text(receiver.url).split('\n  - ')[1]?.replace('20', '5') ?? crm}`,
    )

    const changed = await run('apply')
    const pruned = await run('apply --prune')
    const secret = await run('apply --secrets', { ...env, CRM_TOKEN: 'another' })
    const after = await run('apply --dry-run')

    expect(changed.output).toContain('limits: {"perSecond":20} -> {"perSecond":5}')
    expect(changed.output).toMatch(/0 created, 1 updated, 0 deleted, 0 unchanged$/)
    expect(pruned.output).toMatch(/- delete Billing[^]*1 deleted, 1 unchanged$/)
    expect(secret.output).toMatch(/secrets: sent again[^]*1 updated/)
    expect(after.code).toBe(0)
  })

  it('shows the warnings about what it created and changed', async () => {
    const { file, receiver, run } = await aMarketplace()
    const warning = "? CRM: The filter matches no sample of the webhook's event types"
    await writeFile(file, text(receiver.url).replace('ACTIVE', 'LOST'))

    const created = await run('apply')
    await writeFile(file, text(receiver.url).replace('ACTIVE', 'GONE'))
    const changed = await run('apply')
    await writeFile(file, text(receiver.url))
    const mended = await run('apply')

    expect(created).toMatchObject({ code: 0, output: expect.stringContaining(warning) })
    expect(created.output).toMatch(/2 created, 0 updated, 0 deleted, 0 unchanged$/)
    expect(changed.output).toContain(warning)
    expect(mended.output).toMatch(/1 updated/)
    expect(mended.output).not.toContain('? CRM')
  })

  it('is exported without secrets, and the export changes nothing', async () => {
    const { file, run } = await aMarketplace()
    await run('apply')

    expect((await run('export')).code).toBe(0)
    const exported = await readFile(file, 'utf8')
    const again = await run('apply --dry-run --prune')

    expect(exported).toContain('description: CRM')
    expect(exported).not.toContain('s3cret')
    expect(again).toEqual({ code: 0, output: expect.stringMatching(/Nothing would change\.$/) })
  })

  it('names the errors of a file', async () => {
    const { env, file, receiver, run } = await aMarketplace()
    const { CRM_TOKEN: _, ...others } = env

    await expect(run('apply', others)).rejects.toThrow(/set the variables CRM_TOKEN/)
    await expect(run('apply', { CRM_TOKEN: 'x' })).rejects.toThrow(/set POSTRIDER_URL/)
    const wrongKey = { ...env, POSTRIDER_TOKEN: 'prk_acme_no' }
    await expect(run('apply', wrongKey)).rejects.toThrow(/Cannot read the webhooks/)
    await writeFile(
      file,
      `webhooks:\n  - description: CRM\n    url: ${receiver.url}\n    event: [x]\n`,
    )
    const refused = await run('apply')
    expect(refused.code).toBe(1)
    expect(refused.output).toMatch(/! CRM: .*event[^]*1 refused$/)
  })
})
