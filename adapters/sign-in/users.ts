import { createHash, timingSafeEqual } from 'node:crypto'

import { roles } from '../../core/api/caller.ts'
import { marketplaceName } from '../../core/values/marketplace-name.ts'
import { vendorId } from '../../core/values/vendor-id.ts'

/** A user of this machine: each role of each marketplace is one, and each developer of a vendor. */
type User = { name: string; groups: readonly string[] }

/**
 * The user of a name such as `manager@acme` or `developer/globex@acme`; undefined if the role or the
 * marketplace is invalid.
 */
export function userOf(name: string): User | undefined {
  const [, role = '', marketplace = ''] = /^([^@]+)@(.+)$/.exec(name.trim()) ?? []
  if (!isRole(role) || !marketplaceName.test(marketplace)) return undefined
  return { name: `${role}@${marketplace}`, groups: [`${marketplace}/${role}`] }
}

/** Compares in constant time. */
export function isSame(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash('sha256').update(text).digest())
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}

/** At most this many failed attempts are accepted per minute, of all users together. */
const maxFailedAttempts = 10
const windowMs = 60_000

/** Counts failed attempts, to limit password guessing. */
export function failedAttempts(now: () => Date) {
  let recent: number[] = []
  return {
    mayTry: (): boolean => {
      recent = recent.filter((at) => now().getTime() - at < windowMs)
      return recent.length < maxFailedAttempts
    },
    count: (): void => {
      recent.push(now().getTime())
    },
  }
}

function isRole(text: string): boolean {
  const [role = '', vendor, ...rest] = text.split('/')
  if (!Object.hasOwn(roles, role) || rest.length > 0) return false
  return role === 'developer' ? vendor !== undefined && vendorId.test(vendor) : vendor === undefined
}
