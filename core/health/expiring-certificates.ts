import type { Expiring, ServerCertificate } from './server-certificate.ts'
import { isOAuth2 } from '../webhooks/authentication.ts'
import type { CertificateFacts } from '../webhooks/certificate-facts.ts'
import { tlsNames } from '../webhooks/certificates.ts'
import type { Webhook } from '../webhooks/webhook.ts'

/** How long before its end a certificate is warned about. */
const warnMs = 30 * 24 * 3600 * 1000

const titles = {
  clientCertificate: 'The client certificate',
  certificateAuthorities: 'A certificate authority',
  tokenClientCertificate: 'The client certificate for the token endpoint',
  tokenCertificateAuthorities: 'A certificate authority for the token endpoint',
} as const

/** Says which certificates expire within 30 days, or have expired. */
export function certificateWarnings(...of: Parameters<typeof expiringCertificates>): string[] {
  const [, now] = of
  return expiringCertificates(...of).map(({ certificate, notAfter }) => {
    const verb = Date.parse(notAfter) > now.getTime() ? 'expires' : 'expired'
    return `${certificate} ${verb} at ${notAfter}`
  })
}

/** The certificates that expire within 30 days, or have expired: the webhook's, and its receiver's. */
export function expiringCertificates(
  webhook: Webhook,
  now: Date,
  receiver?: ServerCertificate,
): Expiring[] {
  const expiry = (certificate: string, notAfter: string): Expiring[] =>
    Date.parse(notAfter) - now.getTime() > warnMs ? [] : [{ certificate, notAfter }]
  const configured = tlsNames.flatMap((name) =>
    factsIn(webhook[name]).flatMap(({ subject, notAfter }) =>
      expiry(`${titles[name]} (${subject})`, notAfter),
    ),
  )
  const { authentication } = webhook
  const key = isOAuth2(authentication) ? authentication.clientKey : undefined
  return [
    ...configured,
    ...(key ? expiry('The certificate of the client key', key.notAfter) : []),
    ...(receiver ? expiry("The receiver's certificate", receiver.notAfter) : []),
  ]
}

function factsIn(setting: Webhook[(typeof tlsNames)[number]]): readonly CertificateFacts[] {
  if (setting === undefined) return []
  return 'certificates' in setting ? setting.certificates : [setting]
}
