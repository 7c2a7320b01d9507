import { type Caller, idAt } from '../api/caller.ts'

/** The roles that a link may open the page with. */
export const portalRoles = ['viewer', 'manager'] as const

/**
 * A link that opens the page once, without a sign-in, or the session that it opened. As it is stored: the
 * text itself is shown once, and never stored.
 */
export type PortalAccess = {
  kind: 'link' | 'session'
  /** 16 hex digits, which are a part of the text. A session has the id of its link. */
  id: string
  marketplace: string
  /** Who gets the link, for the audit log. */
  name: string
  role: (typeof portalRoles)[number]
  /** The SHA-256 of the text, as of an API key. */
  hash: string
  /** It is rejected from then on. */
  validUntil: string
  /** How long the link's session lasts. */
  sessionSeconds: number
  /** The API key that made the link: link and session end with it. */
  apiKey?: string
}

export type PortalPlace = Pick<PortalAccess, 'kind' | 'marketplace' | 'id'>

const prefixes = { link: 'prl_', session: 'prs_' } as const
const pattern = /^pr([ls])_([A-Za-z0-9][\w-]{0,62})_([0-9a-f]{16})_[0-9a-f]{64}$/

/** The text of a link or a session: `prl_<marketplace>_<id>_<secret>`. */
export function portalText({ kind, marketplace, id }: PortalPlace, secret: string): string {
  return `${prefixes[kind]}${marketplace}_${id}_${secret}`
}

/** Whether a bearer token is one of a link or a session, valid or not. */
export function isPortalText(text: string): boolean {
  return Object.values(prefixes).some((prefix) => text.startsWith(prefix))
}

/** Where the row of a text is; undefined when the text is malformed. */
export function parsePortalText(text: string): PortalPlace | undefined {
  const [, letter, marketplace, id] = pattern.exec(text) ?? []
  if (marketplace === undefined || id === undefined) return undefined
  return { kind: letter === 'l' ? 'link' : 'session', marketplace, id }
}

/** The name in the log. It begins so that no link can be called like a person or an API key. */
export function portalActor({ name }: Pick<PortalAccess, 'name'>): string {
  return `Portal link ${name}`
}

/** The issuer in the claims of links and sessions. No provider has it: its issuer is a URL. */
export const portalIssuer = 'urn:postrider:portal'

/** The id of the portal link that the caller came by; undefined for all other callers. */
export function portalIdOf(caller: Pick<Caller, 'account'>): string | undefined {
  return idAt(portalIssuer, caller)
}
