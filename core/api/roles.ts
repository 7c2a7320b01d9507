/** What a token may allow. The stack and the sign-in server know these names too. */
export const scopes = ['webhooks:read', 'webhooks:write', 'events:write'] as const
export type Scope = (typeof scopes)[number]

/** What each role may do. A manager may do everything in the one marketplace. */
export const roles = {
  viewer: ['webhooks:read'],
  manager: ['webhooks:read', 'webhooks:write', 'events:write'],
  producer: ['events:write'],
} as const satisfies Record<string, readonly Scope[]>
export type Role = keyof typeof roles
