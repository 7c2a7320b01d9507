import type { OtherIssuer } from '../core/settings/other-issuer.ts'
import type { SignIn } from './sign-in.ts'

/**
 * An existing OpenID Connect provider, where people, programs and the page are already registered.
 */
export function otherSignIn({ issuer, audience, pageClientId }: OtherIssuer): SignIn {
  return {
    issuer,
    origins: [new URL(issuer).origin],
    addPage: () => pageClientId,
    audience,
    outputs: {},
  }
}
