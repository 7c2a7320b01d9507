import { describe, expect, it } from '@jest/globals'

import { fileOf, type WebhookView } from '../../../client/as-code/entry.ts'
import { planOf } from '../../../client/as-code/plan.ts'

const crm: WebhookView = {
  ...{ id: 'w-1', url: 'https://crm.example.com/hook', description: 'CRM', version: 3 },
  ...{ enabled: true, events: ['order.added'], subscriptions: [], secretShownCount: 2 },
  ...{ createdAt: 'x', createdBy: 'x', changedAt: 'x', changedBy: 'x' },
  authentication: { type: 'TOKEN', hasToken: true },
  health: { state: 'healthy' },
}
const entry = {
  ...{ description: 'CRM', url: crm.url, events: ['order.added'] },
  authentication: { type: 'TOKEN', token: 's3cret' },
}

describe('planOf()', () => {
  it.each<[string, Record<string, unknown>, Partial<WebhookView>]>([
    ['nothing differs', {}, {}],
    ['the secret is left out', { authentication: { type: 'TOKEN' } }, {}],
    [
      'resource and actions mean the same',
      { events: undefined, resource: 'ORDER', actions: ['Added'] },
      {},
    ],
    [
      'event types are written another way',
      { events: ['User.Deleted', 'ORDER.added'] },
      { events: ['order.added', 'user.removed'] },
    ],
    [
      'a default is written out',
      { payload: 'FULL', ordering: 'NONE', headers: [], enabled: true },
      {},
    ],
    [
      'a credential of the URL is masked',
      { url: 'https://a.example/x?key=k1&b=2' },
      { url: 'https://a.example/x?key=***&b=2' },
    ],
    [
      'a header is secret',
      { headers: [{ name: 'X-Key', value: 'v' }] },
      { headers: [{ name: 'X-Key', secret: true }] },
    ],
    [
      'OAuth2 has defaults and secrets',
      {
        authentication: {
          type: 'OAUTH2_CLIENT_CREDENTIALS',
          accessTokenUri: 'https://a.example',
          clientId: 'c',
          ...{ clientSecret: 's', extraParameters: { a: '1' }, secretParameters: { b: '2' } },
        },
      },
      {
        authentication: {
          type: 'OAUTH2_CLIENT_CREDENTIALS',
          accessTokenUri: 'https://a.example',
          clientId: 'c',
          clientAuthentication: 'BASIC',
          hasClientSecret: true,
          extraParameters: { a: '1' },
          secretParameterNames: ['b'],
        },
      },
    ],
  ])('changes nothing when %s', (_, change, view) => {
    const steps = planOf({ webhooks: [{ ...entry, ...change }] }, [{ ...crm, ...view }])

    expect(steps.map(({ kind }) => kind)).toEqual(['unchanged'])
  })

  it('changes nothing when an export is applied', () => {
    const unnamed = { ...crm, id: 'w-2', description: '', limits: { perSecond: 5 } }
    const oauth: WebhookView = {
      ...{ ...crm, id: 'w-3', description: 'ERP' },
      authentication: {
        type: 'OAUTH2_CLIENT_CREDENTIALS',
        accessTokenUri: 'https://a.example',
        clientId: 'c',
        clientAuthentication: 'BODY',
        hasClientSecret: true,
        secretParameterNames: ['b'],
      },
    }
    const existing = [crm, unnamed, oauth]
    const file = fileOf(existing)

    expect(JSON.stringify(file)).not.toMatch(/has[A-Z]|version|health|secretShown/)
    expect(file.webhooks.map(({ id }) => id)).toEqual([undefined, 'w-2', undefined])
    expect(planOf(file, existing, { prune: true }).map(({ kind }) => kind)).toEqual(
      existing.map(() => 'unchanged'),
    )
  })

  it('changes only what differs, and resets what the file leaves out', () => {
    const before = { ...crm, timeLimitSeconds: 5, limits: { perSecond: 2 } }
    const [step] = planOf({ webhooks: [{ ...entry, timeLimitSeconds: 9 }] }, [before])

    expect(step).toMatchObject({ kind: 'update', body: { timeLimitSeconds: 9, limits: null } })
    expect(step && 'changes' in step ? step.changes : []).toEqual([
      { name: 'timeLimitSeconds', before: 5, after: 9 },
      { name: 'limits', before: { perSecond: 2 }, after: undefined },
    ])
  })

  it('sends secrets again only when asked to', () => {
    const [step] = planOf({ webhooks: [entry] }, [crm], { secrets: true })

    expect(step).toMatchObject({ kind: 'update', body: { authentication: entry.authentication } })
  })

  it('deletes what is not in the file only when asked to', () => {
    const file = { webhooks: [{ ...entry, description: 'ERP' }] }
    const kinds = (prune: boolean) => planOf(file, [crm], { prune }).map(({ kind }) => kind)

    expect(kinds(false)).toEqual(['create'])
    expect(kinds(true)).toEqual(['delete', 'create'])
  })

  it('renames a webhook that the file names by its id', () => {
    const [step] = planOf({ webhooks: [{ ...entry, id: 'w-1', description: 'New' }] }, [crm])

    expect(step).toMatchObject({ kind: 'update', body: { description: 'New' } })
  })

  it.each([
    [
      'an id that does not exist',
      [{ ...entry, id: 'w-9' }],
      /webhooks\[0\]\.id: there is no webhook w-9/,
    ],
    ['no name', [{ url: crm.url }], /webhooks\[0\]\.description: is required/],
    ['the same name twice', [entry, entry], /webhooks\[1\]: “CRM” is in it twice/],
  ])('refuses %s', (_, webhooks, message) => {
    expect(() => planOf({ webhooks }, [crm])).toThrow(message)
  })

  it('refuses a name that several webhooks have', () => {
    const existing = [crm, { ...crm, id: 'w-2' }]

    expect(() => planOf({ webhooks: [entry] }, existing)).toThrow(/several webhooks have this name/)
  })
})
