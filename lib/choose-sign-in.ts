import type { Construct } from 'constructs'

import type { OtherIssuer } from '../core/settings/other-issuer.ts'
import type { Settings } from './settings.ts'
import { CognitoSignIn, type SignIn } from './sign-in.ts'

/** The deployment's own user pool, unless the settings name another provider. */
export function chooseSignIn(scope: Construct, settings: Settings): SignIn {
  return settings.otherIssuer === undefined
    ? new CognitoSignIn(scope, 'SignIn', settings)
    : otherSignIn(settings.otherIssuer)
}

/**
 * An existing OpenID Connect provider, where people, programs and the page are already registered.
 */
function otherSignIn({ issuer, audience, pageClientId }: OtherIssuer): SignIn {
  return {
    issuer,
    origins: [new URL(issuer).origin],
    addPage: () => pageClientId,
    audience,
    outputs: {},
  }
}
