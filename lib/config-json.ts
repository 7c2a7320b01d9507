import { type Brand, brandConfig } from '../core/settings/brand.ts'
import { version } from '../core/values/version.ts'
import type { ManagementApi } from './management-api.ts'
import type { SignIn } from './sign-in.ts'

type Parts = {
  readonly api: ManagementApi
  readonly signIn: SignIn
  readonly clientId: string
  readonly brand: Brand
}

/** What the page reads from its `config.json`. */
export function pageConfig({
  api,
  signIn: { issuer, metadata, signOutUrl },
  clientId,
  brand,
}: Parts) {
  return {
    apiUrl: api.origin,
    issuer,
    clientId,
    scope: 'openid email profile',
    ...(metadata !== undefined && { metadata }),
    ...(signOutUrl !== undefined && { signOutUrl }),
    version,
    ...brandConfig(brand),
  }
}
