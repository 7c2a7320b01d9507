import type { ApiResponse, ApiRequest, Operation } from '../api/operation.ts'
import { parsePageQuery } from '../api/pagination.ts'
import type { HealthStore } from '../health/health-store.ts'
import type { ServerCertificateStore } from '../health/server-certificate.ts'
import { awsAccessRoutes } from './aws-access.ts'
import { changeWebhook, deleteWebhook } from './change-webhook.ts'
import { type CreatePorts, createWebhook } from './create-webhook.ts'
import { listWebhooks, webhookFilters } from './list-webhooks.ts'
import { unknownWebhook } from './validate-webhook.ts'
import { webhookResponse, webhookView } from './webhook-view.ts'

export type WebhookPorts = CreatePorts &
  Pick<HealthStore, 'findAllHealth'> &
  Pick<ServerCertificateStore, 'findCertificate'>

/** Creates, lists, shows, changes and deletes webhooks. */
export const webhookRoutes: readonly Operation<WebhookPorts>[] = [
  { method: 'POST', path: '/webhooks', scope: 'webhooks:write', handle: createWebhook },
  {
    method: 'GET',
    path: '/webhooks',
    scope: 'webhooks:read',
    takesQuery: true,
    handle: showWebhooks,
  },
  { method: 'GET', path: '/webhooks/{id}', scope: 'webhooks:read', handle: getWebhook },
  { method: 'PATCH', path: '/webhooks/{id}', scope: 'webhooks:write', handle: changeWebhook },
  { method: 'DELETE', path: '/webhooks/{id}', scope: 'webhooks:write', handle: deleteWebhook },
  ...awsAccessRoutes,
]

async function showWebhooks(
  { caller, query }: ApiRequest,
  ports: WebhookPorts,
): Promise<ApiResponse> {
  const page = parsePageQuery('webhooks', query, webhookFilters)
  if ('status' in page) return page

  const [webhooks, health] = await Promise.all([
    ports.findWebhooks(caller.marketplace),
    ports.findAllHealth(caller.marketplace),
  ])
  const { listed, next } = listWebhooks(webhooks, page, { health, now: ports.now() })
  return page.answer(
    listed.map(({ webhook, health }) => ({ ...webhookView(webhook), health })),
    next,
  )
}

async function getWebhook(
  { caller, params }: ApiRequest,
  ports: WebhookPorts,
): Promise<ApiResponse> {
  const key = { marketplace: caller.marketplace, id: params['id'] ?? '' }
  const [webhook, health, receiver] = await Promise.all([
    ports.findWebhook(key.marketplace, key.id),
    ports.findHealth(key),
    ports.findCertificate(key),
  ])
  if (webhook === undefined) return unknownWebhook(params)
  return webhookResponse(webhook, 200, { health, receiver, now: ports.now() })
}
