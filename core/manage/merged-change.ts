import type { FieldError } from '../values/validation-errors.ts'
import { sealedAuthentication, withClientAuthentication } from '../webhooks/authentication.ts'
import { placeFrom } from '../webhooks/aws-target.ts'
import { sealHeaders } from '../webhooks/custom-headers.ts'
import { removedTls, sealTls, withoutTls } from '../webhooks/certificates.ts'
import { strayTlsErrors, tlsErrors } from '../webhooks/certificate-input.ts'
import type { ClientKeyPorts } from '../webhooks/key-pair.ts'
import { withClientKey } from '../webhooks/with-key-pair.ts'
import { withoutNulls } from '../webhooks/endpoint-options.ts'
import { requestedEvents } from '../webhooks/requested-events.ts'
import { sealUrl } from '../webhooks/sealed-url.ts'
import { unmaskedUrl } from '../webhooks/url-credentials.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import type { WebhookChange } from '../webhooks/webhook-input.ts'
import { type AwsAccessPorts, placeChangeErrors } from './place-rules.ts'
import { newKeyFor, type NewKeyPorts } from './signing-key.ts'
import {
  clientAuthenticationErrors,
  customHeaderErrors,
  secretErrors,
  storedUrlErrors,
  webhookErrors,
} from './validate-webhook.ts'

export type ChangeSecretPorts = ClientKeyPorts &
  NewKeyPorts & {
    /** Why nothing may be sent to the URL; undefined when it may be called. */
    urlRefusal: (url: string) => string | undefined
  }

/** A change of a webhook whose URL is open; `merged` has the change, except for its secrets. */
type MergedChange = { before: Webhook; change: WebhookChange; merged: Webhook }

/** The webhook with the change, except for its secrets. */
export function mergedWith(before: Webhook, change: WebhookChange): Webhook {
  const { rest, tls } = withoutTls(defined(change))
  const { authentication, clientAuthentication, headers, resource, actions, events, ...others } =
    rest
  const { url, eventBus, queue, ...given } = others
  return withoutNulls({
    ...before,
    ...given,
    ...(headers === null && { headers }),
    ...removedTls(tls),
    ...(url !== undefined && { url: unmaskedUrl(url, before.url) }),
    ...((eventBus ?? queue) && placeFrom({ eventBus, queue }, before.marketplace)),
    events: [...(requestedEvents({ resource, actions, events }, before.events) ?? before.events)],
    authentication: withClientAuthentication(before.authentication, clientAuthentication),
  })
}

/** The merged webhook as it is stored, with its secrets sealed. */
export async function sealedChange(
  { before, change, merged }: MergedChange,
  ports: ClientKeyPorts & NewKeyPorts,
): Promise<Webhook> {
  const { sealSecrets } = ports
  const { authentication, headers } = change
  return {
    ...merged,
    signing: { ...merged.signing, ...(await newKeyFor(merged, ports)) },
    ...(await sealUrl(merged.url, before, sealSecrets)),
    ...(authentication && {
      authentication: await withClientKey(
        await sealedAuthentication(authentication, before, sealSecrets),
        before,
        ports,
      ),
    }),
    ...(headers && (await sealHeaders(headers, before, sealSecrets))),
    ...(await sealTls(change, before, sealSecrets)),
  }
}

/** The errors of the change, together with the fields that stay. */
export function changeErrors(
  { before, change, merged }: MergedChange,
  { urlRefusal, now, ...ports }: Pick<ChangeSecretPorts, 'urlRefusal' | 'now'> & AwsAccessPorts,
): FieldError[] {
  const { authentication, headers, resource, actions, events } = defined(change)
  const requested = { ...merged, resource, actions, events, authentication }
  return [
    ...placeChangeErrors(before, change, ports),
    ...webhookErrors(requested, urlRefusal, before.events),
    ...storedUrlErrors(merged.url),
    ...secretErrors(before, { url: merged.url, authentication, headers }),
    ...customHeaderErrors(
      { authentication: authentication ?? merged.authentication, headers },
      before,
    ),
    ...clientAuthenticationErrors(before, change),
    ...tlsErrors(change, { authentication: authentication ?? merged.authentication, now: now() }),
    ...strayTlsErrors(merged, authentication),
  ]
}

/** Omits undefined members: in a spread, they would overwrite other values. */
function defined<T extends object>(change: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>
  }
}
