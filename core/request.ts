import { type Event, notificationOf } from './event.ts'
import { TokenSecrets, type Webhook } from './webhook.ts'

/** An HTTP POST of JSON, as it leaves. */
export type Request = {
  url: string
  headers: Readonly<Record<string, string>>
  body: string
}

/** What every request says of its sender. */
export const userAgent = 'Postrider/0.1.0'

/** The request that tells a webhook's receiver of an event. `secrets` is what its authentication seals. */
export function requestFor(
  delivery: { id: string; event: Event },
  { url, authentication }: Pick<Webhook, 'url' | 'authentication'>,
  secrets: string | undefined,
): Request {
  return {
    url,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': userAgent,
      'webhook-id': delivery.id,
      ...authenticationHeaders(authentication, secrets),
    },
    body: notificationOf(delivery.event),
  }
}

function authenticationHeaders(
  { type }: Webhook['authentication'],
  secrets = '{}',
): Record<string, string> {
  switch (type) {
    case 'NONE':
      return {}
    case 'TOKEN':
      return { 'x-appdirect-webhook-token': TokenSecrets.parse(JSON.parse(secrets)).token }
  }
}
