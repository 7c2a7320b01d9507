import * as z from 'zod'

import type { ApiResponse, ApiRequest } from '../api/operation.ts'
import { problem } from '../api/problem.ts'
import type { FieldError } from '../values/validation-errors.ts'
import { ClientCredentialsInput } from '../webhooks/oauth2.ts'
import { mask, maskedName, secretsInUrl } from '../webhooks/url-credentials.ts'
import { requestedEventsErrors } from '../webhooks/requested-events.ts'
import { NewWebhook, type Webhook } from '../webhooks/webhook.ts'
import type { Saved } from '../webhooks/saved.ts'

/** The fields that go together, each as far as it can be read. */
const WithUrl = NewWebhook.pick({ url: true }).loose()
const WithEndpoint = z.object({
  authentication: z.object({
    type: z.string().startsWith('OAUTH2_'),
    accessTokenUri: ClientCredentialsInput.shape.accessTokenUri,
  }),
})

type UrlRefusal = (url: string) => string | undefined

/**
 * What a schema cannot see: whether URL and token endpoint may be called, and whether the fields
 * that say which events fit together and the webhook's events `before` a change. What cannot be
 * read is left out: the schema reports it.
 */
export function webhookErrors(
  given: unknown,
  urlRefusal: UrlRefusal,
  before?: readonly string[],
): FieldError[] {
  const url = WithUrl.safeParse(given).data?.url
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

/** What is wrong with the URL of a webhook as it is to be stored: nobody gave the value of a mask. */
export function storedUrlErrors(url: string): FieldError[] {
  const name = maskedName(url)
  const isTooLong = !NewWebhook.shape.url.safeParse(url).success
  return [
    ...errorAt('url', isTooLong ? 'is too long with the values that are masked' : undefined),
    ...errorAt(
      'url',
      name && `must have the value of '${name}' itself: ${mask} stands for one that is not shown`,
    ),
  ]
}

function tokenEndpointRefusal(endpoint: string, urlRefusal: UrlRefusal): string | undefined {
  const isSecret = secretsInUrl(endpoint).length > 0
  return isSecret ? 'must have no credential in its query: it is shown' : urlRefusal(endpoint)
}

/** A stored secret is sent to nobody but whom it was set for: who moves the URL gives it anew. */
export function secretErrors(
  before: Webhook,
  after: { url: string; authentication?: unknown },
): FieldError[] {
  const isMoved =
    URL.canParse(after.url) && new URL(before.url).origin !== new URL(after.url).origin
  if (!isMoved || before.authentication.type === 'NONE' || after.authentication !== undefined) {
    return []
  }
  return errorAt('authentication', 'must be given again when the URL moves to another origin')
}

function errorAt(path: string, message: string | undefined): FieldError[] {
  return message ? [{ path, message }] : []
}

/** Why a change did not happen, for the caller. */
export function notSaved(saved: Exclude<Saved, 'saved'>): ApiResponse {
  if (saved === 'stale')
    return problem(412, 'Cannot save: the webhook was changed meanwhile; read it again')
  if (saved === 'gone') return problem(404, 'Cannot save: the webhook was removed meanwhile')
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
