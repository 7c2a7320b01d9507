/** The scopes of tokens. The stack and the sign-in server use these names too. */
export const scopes = [
  'webhooks:read',
  'webhooks:write',
  'events:write',
  'integration:read',
  'integration:write',
] as const
export type Scope = (typeof scopes)[number]

/**
 * The scope, and the group, of operators: they register marketplaces, and belong to none.
 */
export const operator = 'operator' as const

/** The scope of a portal link, which may only be opened. */
export const portalLink = 'portal-link' as const

/**
 * The scopes of each role. A manager may do everything in its marketplace, a developer only with the
 * products of one vendor.
 */
export const roles = {
  viewer: ['webhooks:read', 'integration:read'],
  manager: [
    'webhooks:read',
    'webhooks:write',
    'events:write',
    'integration:read',
    'integration:write',
  ],
  producer: ['events:write'],
  developer: ['integration:read', 'integration:write'],
} as const satisfies Record<string, readonly Scope[]>
export type Role = keyof typeof roles

/** A role as it is granted: a developer's names the vendor. */
export type GrantedRole = Exclude<Role, 'developer'> | `developer/${string}`

/** The roles of machines without a vendor. */
export const machineRoles = ['viewer', 'manager', 'producer'] as const satisfies readonly Role[]

/** The roles of people: a marketplace has a group for each. */
export const peopleRoles = ['manager', 'viewer'] as const satisfies readonly Role[]
