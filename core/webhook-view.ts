import type { ApiAnswer } from './api.ts'
import { authenticationView } from './authentication.ts'
import type { Webhook } from './webhook.ts'

/** The answer that shows a webhook, with its version as its tag. */
export function shown(webhook: Webhook, status: number): ApiAnswer {
  return { status, headers: tag(webhook), body: toView(webhook) }
}

/** The version as an entity tag. */
export function tag({ version }: Webhook) {
  return { etag: `"${version}"` }
}

/** What everybody may see: of a secret only that it is there, or until when it is valid. */
export function toView({ marketplace, authentication, signing, ...rest }: Webhook) {
  const { previous } = signing
  return {
    ...rest,
    authentication: authenticationView(authentication),
    ...(previous !== undefined && { previousSecretValidUntil: previous.validUntil }),
  }
}
