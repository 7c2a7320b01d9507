import * as z from 'zod'

import { apiKeyBytes, apiKeyIssuer, hashOf } from '../api-keys/api-key.ts'
import {
  type PortalAccess,
  portalActor,
  portalIdOf,
  portalRoles,
  portalText,
} from '../api-keys/portal-link.ts'
import type { PortalStore } from '../api-keys/portal-store.ts'
import { type Caller, idAt } from '../api/caller.ts'
import type { ApiRequest, ApiResponse, Operation } from '../api/operation.ts'
import { invalid, problem } from '../api/problem.ts'
import { portalLink, roles } from '../api/roles.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { integerBetween } from '../values/integer.ts'
import { addMs } from '../values/timestamp.ts'
import { trimmedText } from '../values/trimmed-text.ts'

export type PortalPorts = PortalStore & {
  /** This many random bytes, in hex. */
  randomHex: (bytes: number) => string
  /** The page's URL, without a trailing slash. */
  pageUrl: string
  now: () => Date
}

const forManagers = { scope: 'webhooks:write', isClosedToPortals: true } as const

/** Links by which another site opens the page, for somebody who has no account here. */
export const portalRoutes: readonly Operation<PortalPorts>[] = [
  { method: 'POST', path: '/portal-links', ...forManagers, handle: create },
  { method: 'DELETE', path: '/portal-links/{id}', ...forManagers, handle: revoke },
  {
    method: 'POST',
    path: '/portal-sessions',
    scope: portalLink,
    mayBeEmpty: true,
    handle: open,
  },
]

/** For how long a link can be opened. */
const ofLinks = { min: 10, max: 3_600, usual: 300 } as const
const ofSessions = { min: 300, max: 43_200, usual: 3_600 } as const

/** The body that creates a portal link. */
export const NewPortalLink = z.strictObject({
  name: trimmedText(100),
  role: z.enum(portalRoles),
  linkSeconds: integerBetween(ofLinks.min, ofLinks.max).default(ofLinks.usual),
  sessionSeconds: integerBetween(ofSessions.min, ofSessions.max).default(ofSessions.usual),
})

async function create({ caller, json }: ApiRequest, ports: PortalPorts): Promise<ApiResponse> {
  const parsed = NewPortalLink.safeParse(json)
  if (!parsed.success) return invalid('portal link', parsed.error)
  const { name, role, linkSeconds, sessionSeconds } = parsed.data
  const lack = lackOf(caller, role)
  if (lack !== undefined) return problem(403, `Cannot create the portal link: ${lack}`)

  const { marketplace, subject: by } = caller
  const id = ports.randomHex(apiKeyBytes.id)
  const apiKey = idAt(apiKeyIssuer, caller)
  const { text, access } = newAccess(
    {
      ...{ kind: 'link', id, marketplace, name, role, sessionSeconds },
      ...(apiKey !== undefined && { apiKey }),
    },
    linkSeconds,
    ports,
  )
  await ports.addPortalLink(access, entryOf(access, 'created', { by, now: ports.now() }))
  return {
    status: 201,
    headers: { location: `/portal-links/${id}` },
    body: {
      ...{ id, name, role, expiresAt: access.validUntil, sessionSeconds },
      url: `${ports.pageUrl}/#/portal/${text}`,
    },
    isSecret: true,
  }
}

/** Opens the link that is the request's bearer token. */
async function open({ caller }: ApiRequest, ports: PortalPorts): Promise<ApiResponse> {
  const { marketplace } = caller
  const id = portalIdOf(caller) ?? ''
  const link = await ports.findPortalAccess({ kind: 'link', marketplace, id })
  if (link === undefined) return cannotOpen

  const { name, role } = link
  const { text: token, access } = newAccess(
    { ...link, kind: 'session' },
    link.sessionSeconds,
    ports,
  )
  const entry = entryOf(link, 'opened', { by: portalActor(link), now: ports.now() })
  if (!(await ports.openPortalLink(access, entry))) return cannotOpen
  return {
    status: 201,
    body: { id, token, name, role, marketplace, expiresAt: access.validUntil },
    isSecret: true,
  }
}

const cannotOpen = problem(
  409,
  'Cannot open the portal link: it was opened already, has expired or was revoked; ask for another one',
)

/** Revokes a link that was not opened yet, or ends its session. */
async function revoke({ caller, params }: ApiRequest, ports: PortalPorts): Promise<ApiResponse> {
  const { marketplace, subject: by } = caller
  const { id = '' } = params
  // In this order: a link that is opened meanwhile becomes a session.
  const access =
    (await ports.findPortalAccess({ kind: 'link', marketplace, id })) ??
    (await ports.findPortalAccess({ kind: 'session', marketplace, id }))
  if (access === undefined) {
    const fact = 'this marketplace has none with this id, or it has ended'
    return problem(404, `Cannot find the portal link '${id}': ${fact}`)
  }
  await ports.revokePortalLink(access, entryOf(access, 'revoked', { by, now: ports.now() }))
  return { status: 204 }
}

/** Why the caller may not create a link with this role: it would allow more than the caller may do. */
function lackOf(caller: Caller, role: PortalAccess['role']): string | undefined {
  const scope = roles[role].find((one) => !caller.scopes.has(one))
  return scope && `the token lacks the scope ${scope}, which a ${role} has`
}

function newAccess(
  given: Omit<PortalAccess, 'hash' | 'validUntil'>,
  seconds: number,
  { randomHex, now }: Pick<PortalPorts, 'randomHex' | 'now'>,
): { text: string; access: PortalAccess } {
  const text = portalText(given, randomHex(apiKeyBytes.secret))
  const validUntil = addMs(now(), seconds * 1000)
  return { text, access: { ...given, hash: hashOf(text), validUntil } }
}

function entryOf(
  { marketplace, id, name, role }: PortalAccess,
  what: 'created' | 'opened' | 'revoked',
  { by, now }: { by: string; now: Date },
) {
  const action = `portal-link.${what}` as const
  const at = now.toISOString()
  return auditEntry({ marketplace, by, at, action, portalLink: { id, name, role } })
}
