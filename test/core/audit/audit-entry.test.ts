import { describe, expect, it } from '@jest/globals'

import { changeEntry, webhookEntry } from '../../../core/audit/audit-entry.ts'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import { afterNoon, aWebhook, noon } from '../../support/builders.ts'

const changed = { version: 2, changedAt: afterNoon(60), changedBy: 'manager-2' }
const who = { by: 'manager-2', at: afterNoon(60) }
const aToken = (sealed: string) => ({ type: 'TOKEN', sealed }) as const

describe('changeEntry()', () => {
  it.each<[string, Partial<Webhook>, Partial<Webhook>, object]>([
    [
      'a changed member',
      { description: 'old' },
      { description: 'new' },
      {
        action: 'webhook.changed',
        before: { description: 'old', version: 1 },
        after: { description: 'new', version: 2 },
      },
    ],
    [
      'an added setting',
      {},
      { limits: { perSecond: 5 } },
      {
        action: 'webhook.changed',
        before: { version: 1 },
        after: { limits: { perSecond: 5 }, version: 2 },
      },
    ],
    [
      'an enabled webhook, whatever else changed',
      { enabled: false, disabled: { at: noon.toISOString(), reason: 'status 410' } },
      { enabled: true, description: 'new' },
      {
        action: 'webhook.enabled',
        before: {
          enabled: false,
          disabled: { at: noon.toISOString(), reason: 'status 410' },
          description: '',
          version: 1,
        },
        after: { enabled: true, description: 'new', version: 2 },
      },
    ],
    [
      'a disabled webhook',
      {},
      { enabled: false },
      {
        action: 'webhook.disabled',
        before: { enabled: true, version: 1 },
        after: { enabled: false, version: 2 },
      },
    ],
    [
      'a replaced secret, although both look the same',
      { authentication: aToken('b25l') },
      { authentication: aToken('b3RoZXI=') },
      {
        action: 'webhook.changed',
        before: { authentication: { type: 'TOKEN', hasToken: true }, version: 1 },
        after: { authentication: { type: 'TOKEN', hasToken: true }, version: 2 },
      },
    ],
  ])('records %s', (_, before, after, expected) => {
    const entry = changeEntry(aWebhook(before), aWebhook({ ...after, ...changed }))

    expect(entry).toEqual({
      id: expect.stringMatching(/^[\w-]{22}$/),
      marketplace: 'acme',
      webhook: 'webhook-1',
      ...who,
      ...expected,
    })
  })

  it('gives each change its own id, and the same change the same id', () => {
    const after = (version: number) => aWebhook({ ...changed, version })

    const [one, same, other] = [after(2), after(2), after(3)].map((it) =>
      changeEntry(aWebhook(), it),
    )

    expect(one).toEqual(same)
    expect(one?.id).not.toBe(other?.id)
  })
})

describe('webhookEntry()', () => {
  const webhook = aWebhook({ authentication: aToken('c2VhbGVk') })
  const { marketplace, signing, ...rest } = webhook
  const view = { ...rest, authentication: { type: 'TOKEN', hasToken: true } }

  it('has all fields of a created webhook', () => {
    expect(webhookEntry('webhook.created', { after: webhook }, who)).toMatchObject({ after: view })
  })

  it('has all fields of a deleted webhook', () => {
    expect(webhookEntry('webhook.deleted', { before: webhook }, who)).toMatchObject({
      before: view,
    })
  })

  it('contains no secret, not even an encrypted one', () => {
    const moved = { ...webhook, signing: { sealed: 'bmV3' }, authentication: aToken('bmV3') }

    const entries = [
      webhookEntry('webhook.created', { after: webhook }, who),
      webhookEntry('webhook.deleted', { before: webhook }, who),
      webhookEntry('secret.rotated', { before: webhook, after: moved }, who),
    ]

    expect(JSON.stringify(entries)).not.toMatch(/c2VhbGVk|bmV3|sealed/)
    expect(JSON.stringify(entries)).not.toContain(signing.sealed)
  })
})
