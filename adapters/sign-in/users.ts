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

function isRole(text: string): boolean {
  const [role = '', vendor, ...rest] = text.split('/')
  if (!Object.hasOwn(roles, role) || rest.length > 0) return false
  return role === 'developer' ? vendor !== undefined && vendorId.test(vendor) : vendor === undefined
}
