import { describe, expect, it } from '@jest/globals'

import { callerFrom, roles, scopeOf, scopes } from '../../core/caller.ts'

const claimsOf = (scope?: string) => ({ sub: 'manager-1', iss: 'https://id.example.com', scope })

describe('callerFrom()', () => {
  it('tells who asks, for which marketplace, and what the token allows', () => {
    const caller = callerFrom(claimsOf('acme/webhooks:read acme/events:write'))

    expect(caller).toEqual({
      subject: 'manager-1',
      marketplace: 'acme',
      scopes: new Set(['webhooks:read', 'events:write']),
    })
  })

  it('takes no notice of scopes of others', () => {
    const caller = callerFrom(
      claimsOf('openid profile acme/webhooks:read aws.cognito.signin.user.admin other/things:read'),
    )

    expect(caller).toMatchObject({ marketplace: 'acme', scopes: new Set(['webhooks:read']) })
  })

  it.each([
    ['two marketplaces', 'acme/webhooks:read other/webhooks:read'],
    ['two marketplaces that differ in case', 'acme/webhooks:read Acme/webhooks:read'],
    ['no scope', ''],
    ['no scope claim', undefined],
    ['scopes of others alone', 'openid email'],
    ['a scope without marketplace', 'webhooks:read'],
    ['an empty marketplace', '/webhooks:read'],
    ['a marketplace with a separator', 'acme#1/webhooks:read'],
    ['a marketplace with a slash', 'acme/x/webhooks:read'],
    ['an unknown scope', 'acme/webhooks:admin'],
    ['a scope with more behind it', 'acme/webhooks:read2'],
    ['a scope that begins the same', 'acme/webhooks'],
    ['a star', '*/webhooks:read acme/*'],
  ])('knows nobody when the token has %s', (_, scope) => {
    expect(callerFrom(claimsOf(scope))).toBeUndefined()
  })

  it.each([
    ['no claims', undefined],
    ['null', null],
    ['text', 'acme'],
    ['no subject', { scope: 'acme/webhooks:read' }],
    ['an empty subject', { sub: '', scope: 'acme/webhooks:read' }],
    ['a scope that is a list', { sub: 'a', scope: ['acme/webhooks:read'] }],
  ])('knows nobody when there is %s', (_, claims) => {
    expect(callerFrom(claims)).toBeUndefined()
  })
})

describe('roles', () => {
  it.each([
    ['viewer', ['webhooks:read']],
    ['manager', ['webhooks:read', 'webhooks:write', 'events:write']],
    ['producer', ['events:write']],
  ] as const)('%s may %j', (role, allowed) => {
    expect(roles[role]).toEqual(allowed)
    expect(scopes).toEqual(expect.arrayContaining([...allowed]))
  })

  it.each(['viewer', 'manager', 'producer'] as const)(
    'scopeOf() writes what callerFrom() reads for a %s',
    (role) => {
      const caller = callerFrom(claimsOf(scopeOf('acme', role)))

      expect(caller).toMatchObject({ marketplace: 'acme', scopes: new Set(roles[role]) })
    },
  )
})
