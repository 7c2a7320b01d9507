import { authenticationView } from './authentication.ts'
import { tlsView } from './certificates.ts'
import { headersView } from './custom-headers.ts'
import { maskedUrl } from './url-credentials.ts'
import type { Webhook } from './webhook.ts'

/**
 * The webhook without its secrets: it shows which ones are set, and how long the previous one is
 * valid.
 */
export function redactedWebhook({ authentication, signing, ...webhook }: Webhook) {
  const { marketplace, url, sealedUrl, headers, filter, ...others } = webhook
  const { clientCertificate, certificateAuthorities, ...more } = others
  const { tokenClientCertificate, tokenCertificateAuthorities, ...rest } = more
  const { previous } = signing
  return {
    ...rest,
    ...(filter !== undefined && { filter: JSON.parse(filter) as unknown }),
    url: maskedUrl(url),
    authentication: authenticationView(authentication),
    ...tlsView(webhook),
    ...(headers && { headers: headersView(headers) }),
    ...(previous !== undefined && { previousSecretValidUntil: previous.validUntil }),
  }
}
