import { authenticationView } from './authentication.ts'
import { maskedUrl } from './url-credentials.ts'
import type { Webhook } from './webhook.ts'

/** What everybody may see: of a secret only that it is there, or until when it is valid. */
export function redactedWebhook({ marketplace, url, authentication, signing, ...rest }: Webhook) {
  const { previous } = signing
  return {
    ...rest,
    url: maskedUrl(url),
    authentication: authenticationView(authentication),
    ...(previous !== undefined && { previousSecretValidUntil: previous.validUntil }),
  }
}
