import type { Secrets } from '../ports.ts'
import type { FieldError } from '../values/validation-errors.ts'
import { sealedAuthentication, withClientAuthentication } from '../webhooks/authentication.ts'
import { sealHeaders } from '../webhooks/custom-headers.ts'
import { withoutNulls } from '../webhooks/endpoint-options.ts'
import { requestedEvents } from '../webhooks/requested-events.ts'
import { sealUrl } from '../webhooks/sealed-url.ts'
import { unmaskedUrl } from '../webhooks/url-credentials.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import type { WebhookChange } from '../webhooks/webhook-input.ts'
import {
  clientAuthenticationErrors,
  customHeaderErrors,
  secretErrors,
  storedUrlErrors,
  webhookErrors,
} from './validate-webhook.ts'

export type ChangeSecretPorts = {
  /** Why nothing may be sent to the URL; undefined when it may be called. */
  urlRefusal: (url: string) => string | undefined
  sealSecrets: Secrets['seal']
}

/** A change of a webhook whose URL is open; `merged` has the change, except for its secrets. */
type MergedChange = { before: Webhook; change: WebhookChange; merged: Webhook }

/** The webhook with the change, except for its secrets. */
export function mergedWith(before: Webhook, change: WebhookChange): Webhook {
  const { authentication, clientAuthentication, headers, resource, actions, events, ...given } =
    defined(change)
  return withoutNulls({
    ...before,
    ...given,
    ...(headers === null && { headers }),
    url: given.url === undefined ? before.url : unmaskedUrl(given.url, before.url),
    events: [...(requestedEvents({ resource, actions, events }, before.events) ?? before.events)],
    authentication: withClientAuthentication(before.authentication, clientAuthentication),
  })
}

/** The merged webhook as it is stored, with its secrets sealed. */
export async function sealedChange(
  { before, change: { authentication, headers }, merged }: MergedChange,
  { sealSecrets }: Pick<ChangeSecretPorts, 'sealSecrets'>,
): Promise<Webhook> {
  return {
    ...merged,
    ...(await sealUrl(merged.url, before, sealSecrets)),
    ...(authentication && {
      authentication: await sealedAuthentication(authentication, before, sealSecrets),
    }),
    ...(headers && (await sealHeaders(headers, before, sealSecrets))),
  }
}

/** The errors of the change, together with the fields that stay. */
export function changeErrors(
  { before, change, merged }: MergedChange,
  { urlRefusal }: Pick<ChangeSecretPorts, 'urlRefusal'>,
): FieldError[] {
  const { authentication, headers, resource, actions, events } = defined(change)
  const requested = { ...merged, resource, actions, events, authentication }
  return [
    ...webhookErrors(requested, urlRefusal, before.events),
    ...storedUrlErrors(merged.url),
    ...secretErrors(before, { url: merged.url, authentication, headers }),
    ...customHeaderErrors(
      { authentication: authentication ?? merged.authentication, headers },
      before,
    ),
    ...clientAuthenticationErrors(before, change),
  ]
}

/** Omits undefined members: in a spread, they would overwrite other values. */
function defined<T extends object>(change: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>
  }
}
