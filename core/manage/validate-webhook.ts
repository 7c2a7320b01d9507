import * as z from 'zod'

import type { ApiResponse, ApiRequest } from '../api/operation.ts'
import { problem } from '../api/problem.ts'
import type { FieldError } from '../values/validation-errors.ts'
import {
  ClientCredentialsInput,
  isSecretless,
  tokenEndpointRefusal,
} from '../webhooks/oauth2-input.ts'
import { maskError } from '../webhooks/url-credentials.ts'
import { requestedEventsErrors } from '../webhooks/requested-events.ts'
import { type Webhook } from '../webhooks/webhook.ts'
import { NewWebhook, type WebhookChange } from '../webhooks/webhook-input.ts'
import { headersErrors } from '../webhooks/custom-headers-input.ts'
import { isOAuth2 } from '../webhooks/authentication.ts'
import { credentialsHeader } from '../webhooks/token-header.ts'
import type { Saved } from '../webhooks/saved.ts'
import { isAtAws } from './place-rules.ts'

/** The fields that are validated together, as far as they can be parsed. */
const WithUrl = NewWebhook.pick({ url: true }).loose()
const WithEndpoint = z.object({
  authentication: z.object({
    type: z.string().startsWith('OAUTH2_'),
    accessTokenUri: ClientCredentialsInput.shape.accessTokenUri,
  }),
})

type Authenticated = Parameters<typeof credentialsHeader>[0]
type UrlRefusal = (url: string) => string | undefined

/**
 * The errors that a schema cannot find: a URL or a token endpoint that may not be called, and
 * fields for the events that contradict each other or the webhook's events `before` a change.
 * Fields that cannot be parsed are ignored: the schema reports them.
 */
export function webhookErrors(
  given: unknown,
  urlRefusal: UrlRefusal,
  before?: readonly string[],
): FieldError[] {
  const url = isAtAws(given) ? undefined : WithUrl.safeParse(given).data?.url
  const endpoint = WithEndpoint.safeParse(given).data?.authentication.accessTokenUri
  return [
    ...errorAt('url', url && urlRefusal(url)),
    ...requestedEventsErrors(given, before),
    ...errorAt(
      'authentication.accessTokenUri',
      endpoint && tokenEndpointRefusal(endpoint, urlRefusal),
    ),
  ]
}

/** The errors of a webhook's URL as it would be stored: it is too long, or still has a mask. */
export function storedUrlErrors(url: string): FieldError[] {
  const isTooLong = !NewWebhook.shape.url.safeParse(url).success
  return [
    ...errorAt('url', isTooLong ? 'is too long with its masked values' : undefined),
    ...errorAt('url', maskError(url)),
  ]
}

/**
 * A stored secret is sent only to the origin that it was set for: to change the origin, a manager
 * must send the secret again.
 */
export function secretErrors(
  before: Webhook,
  after: Pick<WebhookChange, 'authentication' | 'headers'> & { url: string },
): FieldError[] {
  const isMoved =
    URL.canParse(after.url) && new URL(before.url).origin !== new URL(after.url).origin
  if (!isMoved) return []

  const message = 'must be sent again when the origin of the URL changes'
  const isKept = before.authentication.type !== 'NONE' && after.authentication === undefined
  const isSecretKept =
    after.headers === undefined
      ? before.headers?.some((header) => 'sealed' in header)
      : after.headers?.some(({ value, secret }) => secret && value === undefined)
  return [
    ...errorAt('authentication', isKept ? message : undefined),
    ...errorAt('headers', isSecretKept === true ? message : undefined),
  ]
}

/** The errors of custom headers, next to the authentication. */
export function customHeaderErrors(
  after: { authentication: Authenticated; headers?: WebhookChange['headers'] },
  before?: Webhook,
): FieldError[] {
  const stay = before?.headers?.map((header) => ({ ...header, secret: 'sealed' in header })) ?? []
  const headers = after.headers === null ? [] : (after.headers ?? stay)
  return headersErrors(
    { headers, credentialsHeader: credentialsHeader(after.authentication) },
    before?.headers,
  )
}

/** The stored secrets serve another client authentication, if there are some. */
export function clientAuthenticationErrors(
  { authentication: stored }: Pick<Webhook, 'authentication'>,
  { authentication, clientAuthentication: wanted }: WebhookChange,
): FieldError[] {
  const refused = (message: string) => errorAt('clientAuthentication', message)
  if (wanted === undefined) return []
  if (authentication !== undefined) return refused('must be within the authentication')
  if (!isOAuth2(stored)) return refused('is a setting of OAuth2, which the webhook does not use')
  if (wanted === stored.clientAuthentication) return []
  if (wanted === 'PRIVATE_KEY_JWT') return refused('needs a key: send the authentication')
  const lacksSecret = isSecretless(stored.clientAuthentication) && wanted !== 'NONE'
  return lacksSecret ? refused('needs a client secret: send the authentication') : []
}

function errorAt(path: string, message: string | undefined): FieldError[] {
  return message ? [{ path, message }] : []
}

/** The error response for a change that was not saved. */
export function notSaved(saved: Exclude<Saved, 'saved'>): ApiResponse {
  if (saved === 'stale')
    return problem(412, 'Cannot save: the webhook was changed meanwhile; read it again')
  if (saved === 'gone') return problem(404, 'Cannot save: the webhook was deleted meanwhile')
  return problem(
    409,
    `Cannot save: the webhook '${saved.conflictsWith}' already sends one of these events to this URL`,
    { conflictsWith: saved.conflictsWith },
  )
}

export function unknownWebhook({ id }: ApiRequest['params']): ApiResponse {
  return problem(
    404,
    `Cannot find the webhook '${id ?? ''}': this marketplace has none with this id`,
  )
}
