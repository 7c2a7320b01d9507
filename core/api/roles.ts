/** The scopes of tokens. The stack and the sign-in server use these names too. */
export const scopes = ['webhooks:read', 'webhooks:write', 'events:write'] as const
export type Scope = (typeof scopes)[number]

/**
 * The scope, and the group, of operators: they register marketplaces, and belong to none.
 */
export const operator = 'operator' as const

/** The scopes of each role. A manager may do everything in its marketplace. */
export const roles = {
  viewer: ['webhooks:read'],
  manager: ['webhooks:read', 'webhooks:write', 'events:write'],
  producer: ['events:write'],
} as const satisfies Record<string, readonly Scope[]>
export type Role = keyof typeof roles

/** The roles of people: a marketplace has a group for each. */
export const peopleRoles = ['manager', 'viewer'] as const satisfies readonly Role[]
