import type * as z from 'zod'

import { Settings } from './settings.ts'

/**
 * The settings of another OpenID Connect provider; an issuer requires an audience and a client id.
 */
export const OtherIssuerSettings = Settings.pick({
  issuer: true,
  audience: true,
  pageClientId: true,
  groupsClaim: true,
}).superRefine((given, context) => {
  for (const name of ['audience', 'pageClientId'] as const) {
    if (given.issuer === '' || given[name] !== '') continue
    context.addIssue({ code: 'custom', path: [name], message: 'it is required with an issuer' })
  }
})
export type OtherIssuer = z.infer<typeof OtherIssuerSettings>

/** The provider that signs people and programs in; undefined when the router does it itself. */
export function otherIssuerOf(given: OtherIssuer): OtherIssuer | undefined {
  return given.issuer === '' ? undefined : given
}
