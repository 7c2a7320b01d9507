import type { ApiAnswer } from './api.ts'
import { authenticationView } from './authentication.ts'
import type { Health } from './health.ts'
import { healthView } from './health-view.ts'
import { maskedUrl } from './url-secrets.ts'
import type { Webhook } from './webhook.ts'

/** How its receiver fares by now, and what it answered when it was asked. */
type Receiver = { health: Health | undefined; now: Date; probe?: object }

/** The answer that shows a webhook, with its version as its tag, and how its receiver fares. */
export function shown(
  webhook: Webhook,
  status: number,
  { health, now, probe }: Receiver,
): ApiAnswer {
  const view = {
    ...toView(webhook),
    health: healthView(webhook, health, now),
    ...(probe && { probe }),
  }
  return { status, headers: tag(webhook), body: view }
}

/** The version as an entity tag. */
export function tag({ version }: Webhook) {
  return { etag: `"${version}"` }
}

/** What everybody may see: of a secret only that it is there, or until when it is valid. */
export function toView({ marketplace, url, authentication, signing, ...rest }: Webhook) {
  const { previous } = signing
  return {
    ...rest,
    url: maskedUrl(url),
    authentication: authenticationView(authentication),
    ...(previous !== undefined && { previousSecretValidUntil: previous.validUntil }),
  }
}
