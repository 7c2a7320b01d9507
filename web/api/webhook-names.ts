import { queryOptions, useQuery } from '@tanstack/react-query'

import { truncate } from '../common/truncate.ts'
import { useApi } from './api-context.ts'
import { statusOf } from './api-error.ts'
import { type Api, dataOf } from './client.ts'
import type { DataSource } from './data-source.ts'
import { pollEvery } from './polling.ts'
import { queryOf } from './query.ts'
import type { WebhookView } from './views.ts'
import { webhookQuery } from './webhooks.ts'

const staleTimeMs = 60_000

/** Pages of 100 webhooks. Beyond them, a webhook is not in the choice lists. */
const maxPages = 10

/** All webhooks, for choice lists and names; polled where their health is shown. */
export function useAllWebhooks(pollMs?: number) {
  return useQuery({
    ...allWebhooksQuery(useApi()),
    ...(pollMs !== undefined && { refetchInterval: pollEvery(pollMs) }),
  })
}

export function requestAllWebhooks({ api, queries }: DataSource): Promise<unknown> {
  return queries.query(allWebhooksQuery(api))
}

function allWebhooksQuery(api: Api) {
  return queryOptions({
    queryKey: ['webhooks', 'all'],
    queryFn: ({ signal }) => fetchAll(api, signal),
    staleTime: staleTimeMs,
  })
}

async function fetchAll(api: Api, signal: AbortSignal): Promise<WebhookView[]> {
  const found: WebhookView[] = []
  let cursor: string | undefined
  for (let pages = 0; pages < maxPages; pages += 1) {
    const query = queryOf<'/webhooks'>({ limit: 100, cursor })
    const body = await dataOf(api.GET('/webhooks', { params: { query }, signal }))
    found.push(...body.items)
    cursor = body.cursor
    if (cursor === undefined) break
  }
  return found
}

/** One webhook, from the list of all; read by its id if the list does not contain it. */
export function useNamedWebhook(id: string) {
  const api = useApi()
  const all = useAllWebhooks()
  const found = all.data?.find((one) => one.id === id)
  const isMissing = all.data !== undefined && found === undefined
  const single = useQuery({ ...webhookQuery(api, id), enabled: isMissing, staleTime: staleTimeMs })
  return { webhook: found ?? single.data, isDeleted: statusOf(single.error) === 404 }
}

export type Named = Pick<WebhookView, 'description' | 'url'>

/** The description, or the URL of a webhook without one. */
export function webhookName({ description, url }: Named): string {
  return description === '' ? url : description
}

/** Enough to recognize a webhook. */
const maxLength = 40

/** The name, short enough for a link or a choice. */
export function shortWebhookName({ description, url }: Named): string {
  return truncate(description === '' ? shortPlace(url) : description, maxLength)
}

/** The URL below the name; undefined if the name is the URL. */
export function shortWebhookUrl({ description, url }: Named): string | undefined {
  return description === '' ? undefined : truncate(shortPlace(url), maxLength)
}

/** An option of a choice list: the name, with the URL below. */
export function webhookOption(webhook: Named & { id: string }) {
  const url = shortWebhookUrl(webhook)
  return {
    value: webhook.id,
    label: shortWebhookName(webhook),
    ...(url !== undefined && { description: url }),
  }
}

/** A URL without its scheme; an ARN, whose end says most, without partition, Region and account. */
function shortPlace(url: string): string {
  const [, service, name] = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.*)$/.exec(url) ?? []
  if (service === undefined || name === undefined) return url.replace(/^https?:\/\//, '')
  return `${service}:…:${name}`
}
