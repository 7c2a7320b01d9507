import { authenticationView } from './authentication.ts'
import { headersView } from './custom-headers.ts'
import { maskedUrl } from './url-credentials.ts'
import type { Webhook } from './webhook.ts'

/**
 * The webhook without its secrets: it shows which ones are set, and how long the previous one is
 * valid.
 */
export function redactedWebhook({ authentication, signing, ...webhook }: Webhook) {
  const { marketplace, url, sealedUrl, headers, filter, ...rest } = webhook
  const { previous } = signing
  return {
    ...rest,
    ...(filter !== undefined && { filter: JSON.parse(filter) as unknown }),
    url: maskedUrl(url),
    authentication: authenticationView(authentication),
    ...(headers && { headers: headersView(headers) }),
    ...(previous !== undefined && { previousSecretValidUntil: previous.validUntil }),
  }
}
