import { createHash, timingSafeEqual } from 'node:crypto'

import type { Role } from '../api/roles.ts'

/** An API key of a program, as it is stored: the key itself is shown once, and never stored. */
export type ApiKey = {
  /** 16 hex digits, which are a part of the key. */
  id: string
  marketplace: string
  name: string
  role: Role
  /** The vendor of a developer's key. */
  vendor?: string
  /** The SHA-256 of the key, which is random enough to need no slower hash; base64url. */
  hash: string
  createdAt: string
  createdBy: string
  /** The key is rejected from then on; absent for a key that does not expire. */
  validUntil?: string
  /** To the hour, so that a busy key costs one write an hour. */
  lastUsedAt?: string
}

/** The issuer in the claims of keys. No provider has it: its issuer is a URL. */
export const apiKeyIssuer = 'urn:postrider:api-keys'

/** The beginning of every key, by which people and scanners of secrets recognize one. */
const prefix = 'prk_'

const pattern = /^prk_([A-Za-z0-9][\w-]{0,62})_([0-9a-f]{16})_[0-9a-f]{64}$/

/** The bytes of a key's id and of its secret. */
export const apiKeyBytes = { id: 8, secret: 32 } as const

/** The text of a key: `prk_<marketplace>_<id>_<secret>`. */
export function apiKeyText(
  { marketplace, id }: Pick<ApiKey, 'marketplace' | 'id'>,
  secret: string,
): string {
  return `${prefixOf({ marketplace, id })}_${secret}`
}

/** The part of a key that is not secret, by which people recognize it in a list. */
export function prefixOf({ marketplace, id }: Pick<ApiKey, 'marketplace' | 'id'>): string {
  return `${prefix}${marketplace}_${id}`
}

/** Whether a bearer token is an API key, valid or not. */
export function isApiKey(token: string): boolean {
  return token.startsWith(prefix)
}

/** The marketplace and the id in a key; undefined when it is malformed. */
export function parseApiKey(text: string): Pick<ApiKey, 'marketplace' | 'id'> | undefined {
  const [, marketplace, id] = pattern.exec(text) ?? []
  return marketplace === undefined || id === undefined ? undefined : { marketplace, id }
}

/** Whether the key is rejected because of its age. */
export function isExpired({ validUntil }: Pick<ApiKey, 'validUntil'>, now: Date): boolean {
  return validUntil !== undefined && Date.parse(validUntil) <= now.getTime()
}

/** The hash of a key's text, or of a portal link's. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** Whether the text is this key. The time it takes reveals nothing about the hash. */
export function matches({ hash }: Pick<ApiKey, 'hash'>, text: string): boolean {
  return timingSafeEqual(Buffer.from(hash), Buffer.from(hashOf(text)))
}
