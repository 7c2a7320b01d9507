import { describe, expect, it } from '@jest/globals'

import { callerFrom, isOperator, roleOf, roles, scopeOf, scopes } from '../../../core/api/caller.ts'

const claimsOf = (scope?: string) => ({ sub: 'manager-1', iss: 'https://id.example.com', scope })

describe('callerFrom()', () => {
  it('returns the caller, the marketplace and the scopes of the token', () => {
    const caller = callerFrom(claimsOf('acme/webhooks:read acme/events:write'))

    expect(caller).toEqual({
      subject: 'manager-1',
      account: '["https://id.example.com","manager-1"]',
      marketplace: 'acme',
      scopes: new Set(['webhooks:read', 'events:write']),
    })
  })

  it('ignores scopes of other systems', () => {
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
    ['only scopes of other systems', 'openid email'],
    ['a scope without marketplace', 'webhooks:read'],
    ['an empty marketplace', '/webhooks:read'],
    ['a marketplace with a separator', 'acme#1/webhooks:read'],
    ['a marketplace with a slash', 'acme/x/webhooks:read'],
    ['an unknown scope', 'acme/webhooks:admin'],
    ['a scope with a suffix', 'acme/webhooks:read2'],
    ['a prefix of a scope', 'acme/webhooks'],
    ['a wildcard', '*/webhooks:read acme/*'],
  ])('returns no caller when the token has %s', (_, scope) => {
    expect(callerFrom(claimsOf(scope))).toBeUndefined()
  })

  it.each([
    ['no claims', undefined],
    ['null', null],
    ['text', 'acme'],
    ['no subject', { scope: 'acme/webhooks:read' }],
    ['an empty subject', { sub: '', scope: 'acme/webhooks:read' }],
    ['a scope that is a list', { sub: 'a', scope: ['acme/webhooks:read'] }],
  ])('returns no caller when there is %s', (_, claims) => {
    expect(callerFrom(claims)).toBeUndefined()
  })
})

describe('callerFrom() with groups', () => {
  const claims = { sub: 'f3a1', iss: 'https://id.example.com' }

  it.each([
    ['a list', { groups: ['acme/manager'] }],
    ["Cognito's list", { 'cognito:groups': ['acme/manager'] }],
    ['a list as API Gateway writes it', { 'cognito:groups': '[acme/manager staff]' }],
    ['one group as text', { groups: 'acme/manager' }],
    [
      'groups and scopes of the same marketplace',
      { groups: ['acme/manager'], scope: 'acme/webhooks:read' },
    ],
    [
      'groups of other systems too',
      {
        groups: [
          'staff',
          'manager',
          'viewer',
          'acme/boss',
          'a/b/manager',
          '/manager',
          'acme/manager',
        ],
      },
    ],
    ['several roles', { groups: ['acme/viewer', 'acme/manager'] }],
  ])('recognises a manager by %s', (_, given) => {
    expect(callerFrom({ ...claims, ...given })).toMatchObject({
      marketplace: 'acme',
      scopes: new Set(roles.manager),
    })
  })

  it.each([
    ['groups of two marketplaces', { groups: ['acme/manager', 'globex/viewer'] }],
    ['groups of two marketplaces as text', { groups: '[acme/manager globex/viewer]' }],
    ['a scope of another marketplace', { groups: ['acme/manager'], scope: 'globex/webhooks:read' }],
    [
      'groups of two marketplaces in two claims',
      { groups: ['acme/viewer'], 'cognito:groups': ['globex/viewer'] },
    ],
    ['no role', { groups: ['acme/'] }],
    [
      'a role named like a property of every object',
      { groups: ['acme/constructor', 'acme/toString'] },
    ],
    ['a group that is not a string', { groups: [{ name: 'acme/manager' }] }],
  ])('returns no caller when there is %s', (_, given) => {
    expect(callerFrom({ ...claims, ...given })).toBeUndefined()
  })

  it('reads only the configured claim', () => {
    const given = {
      ...claims,
      groups: ['globex/manager'],
      'https://acme.example/roles': ['acme/viewer'],
    }

    expect(callerFrom(given, ['https://acme.example/roles'])).toMatchObject({
      marketplace: 'acme',
      scopes: new Set(roles.viewer),
    })
  })

  it.each([
    ['a@example.com', { email: 'a@example.com', username: 'a' }],
    ['a', { username: 'a', preferred_username: 'b' }],
    ['b', { 'cognito:username': 'b', email: '' }],
    ['c', { preferred_username: 'c', username: 1 }],
    ['f3a1', {}],
    ['f3a1', { email: 'postrider', preferred_username: 'postrider' }],
  ])('uses the name %j for a caller with %j', (name, given) => {
    expect(callerFrom({ ...claims, groups: ['acme/viewer'], ...given })?.subject).toBe(name)
  })
})

it.each([
  ['groups', { groups: ['acme/manager'] }, true],
  ['scopes', { scope: 'acme/events:write', email: 'a@example.com' }, undefined],
])('takes a caller with %s for a person, or not', (_, rights, isPerson) => {
  expect(callerFrom({ ...claimsOf(), ...rights })?.isPerson).toBe(isPerson)
})

it('distinguishes people with the same name, and subjects of two issuers', () => {
  const accounts = [
    { iss: 'https://one.example.com', sub: 'a' },
    { iss: 'https://one.example.com', sub: 'b' },
    { iss: 'https://two.example.com', sub: 'a' },
  ].map((who) => callerFrom({ ...who, email: 'same@example.com', groups: ['acme/viewer'] }))

  expect(new Set(accounts.map((caller) => caller?.subject)).size).toBe(1)
  expect(new Set(accounts.map((caller) => caller?.account)).size).toBe(3)
})

describe('callerFrom() of an operator', () => {
  const claims = { sub: 'f3a1', iss: 'https://id.example.com' }

  it.each([
    ['the scope', { scope: 'openid operator' }],
    ['the group', { groups: ['staff', 'operator'] }],
    ["Cognito's group", { 'cognito:groups': '[operator staff]' }],
    ['both', { scope: 'operator', groups: ['operator'] }],
  ])('recognises one by %s', (_, given) => {
    const caller = callerFrom({ ...claims, ...given })

    expect(caller).toMatchObject({ marketplace: '', scopes: new Set(['operator']) })
    expect(caller && isOperator(caller)).toBe(true)
  })

  it.each([
    ['a scope of a marketplace too', { scope: 'operator acme/webhooks:read' }],
    ['a group of a marketplace too', { groups: ['acme/manager', 'operator'] }],
    [
      'the group, and a scope of a marketplace',
      { groups: ['operator'], scope: 'acme/events:write' },
    ],
    ["a marketplace's scope of this name", { scope: 'acme/operator /operator operator/' }],
    ["a marketplace's group of this name", { groups: ['acme/operator', '/operator', 'operators'] }],
  ])('returns no caller when there is %s', (_, given) => {
    expect(callerFrom({ ...claims, ...given })).toBeUndefined()
  })

  it('is not a manager of a marketplace whose name begins so', () => {
    const manager = callerFrom({ ...claims, groups: ['operator-eu/manager'] })

    expect(manager).toMatchObject({ marketplace: 'operator-eu' })
    expect(manager && isOperator(manager)).toBe(false)
  })
})

describe('roleOf()', () => {
  it.each([
    ['viewer', 'acme/webhooks:read acme/integration:read'],
    [
      'manager',
      'acme/webhooks:read acme/webhooks:write acme/events:write acme/integration:read acme/integration:write',
    ],
    ['producer', 'acme/events:write'],
    ['developer', 'acme/developer/globex'],
    [undefined, 'acme/webhooks:read'],
    [undefined, 'acme/webhooks:read acme/events:write'],
    [undefined, 'acme/webhooks:write'],
  ])('is %s with %j', (role, scope) => {
    const caller = callerFrom(claimsOf(scope))

    expect(caller && roleOf(caller)).toBe(role)
  })
})

describe('roles', () => {
  it.each([
    ['viewer', ['webhooks:read', 'integration:read']],
    [
      'manager',
      ['webhooks:read', 'webhooks:write', 'events:write', 'integration:read', 'integration:write'],
    ],
    ['producer', ['events:write']],
    ['developer', ['integration:read', 'integration:write']],
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

describe('callerFrom() of a developer', () => {
  const groups = (...names: string[]) => ({ ...claimsOf(), 'cognito:groups': names })

  it.each([
    ['a scope', claimsOf('acme/developer/globex')],
    ['a group', groups('acme/developer/globex')],
    ['two groups of the same vendor', groups('acme/developer/globex', 'acme/developer/globex')],
  ])('names the vendor of %s', (_, claims) => {
    expect(callerFrom(claims)).toMatchObject({
      marketplace: 'acme',
      vendor: 'globex',
      scopes: new Set(['integration:read', 'integration:write']),
    })
  })

  it('is wider with another role of the marketplace', () => {
    const caller = callerFrom(groups('acme/developer/globex', 'acme/viewer'))

    expect(caller).toMatchObject({ scopes: new Set(roles.viewer) })
    expect(caller?.vendor).toBeUndefined()
  })

  it.each([
    ['no vendor', groups('acme/developer')],
    ['an empty vendor', groups('acme/developer/')],
    ['a vendor with a slash', groups('acme/developer/a/b')],
    ['two vendors', groups('acme/developer/globex', 'acme/developer/initech')],
    ['another marketplace', groups('acme/developer/globex', 'other/viewer')],
  ])('is no caller with %s', (_, claims) => {
    expect(callerFrom(claims)).toBeUndefined()
  })
})
