import { authenticationView } from './authentication.ts'
import { tlsView } from './certificates.ts'
import { headersView } from './custom-headers.ts'
import { maskedUrl } from './url-credentials.ts'
import type { SigningKey } from './endpoint.ts'
import type { Webhook } from './webhook.ts'

/**
 * The webhook without its secrets: it shows which ones are set, and how long the previous one is
 * valid.
 */
export function redactedWebhook({ authentication, signing, ...webhook }: Webhook) {
  const { marketplace, url, sealedUrl, headers, filter, ...others } = webhook
  const { clientCertificate, certificateAuthorities, ...more } = others
  const { tokenClientCertificate, tokenCertificateAuthorities, ...rest } = more
  const { previous, key } = signing
  return {
    ...rest,
    ...(filter !== undefined && { filter: JSON.parse(filter) as unknown }),
    url: maskedUrl(url),
    authentication: authenticationView(authentication),
    ...tlsView(webhook),
    ...(headers && { headers: headersView(headers) }),
    ...(key !== undefined && { publicKeys: publicKeysView(key) }),
    ...(previous !== undefined && { previousSecretValidUntil: previous.validUntil }),
  }
}

function publicKeysView({ publicKey, previous }: SigningKey) {
  if (previous === undefined) return [{ publicKey }]
  return [{ publicKey }, { publicKey: previous.publicKey, validUntil: previous.validUntil }]
}
