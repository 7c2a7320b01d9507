import type * as z from 'zod'

import { Settings } from './settings.ts'

/** The settings of another OpenID Connect provider; those that it needs are required with it. */
export const OtherIssuerSettings = Settings.pick({
  issuer: true,
  audience: true,
  pageClientId: true,
  groupsClaim: true,
}).superRefine((given, context) => {
  for (const name of ['audience', 'pageClientId'] as const) {
    if (given.issuer === '' || given[name] !== '') continue
    context.addIssue({ code: 'custom', path: [name], message: 'it is needed with an issuer' })
  }
})
export type OtherIssuer = z.infer<typeof OtherIssuerSettings>

/** The provider that signs people and programs in; undefined where it is the router's own. */
export function otherIssuerOf(given: OtherIssuer): OtherIssuer | undefined {
  return given.issuer === '' ? undefined : given
}
