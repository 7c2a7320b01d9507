import { EmptyBody } from '../api/empty-body.ts'
import type { ApiResponse, ApiRequest, Operation } from '../api/operation.ts'
import { invalid, problem } from '../api/problem.ts'
import { type ChangePorts, saveChange } from './change-webhook.ts'
import { tryWebhookNow } from './enable-webhook.ts'
import { ifMatch } from '../api/if-match.ts'
import { unknownWebhook } from './validate-webhook.ts'
import { webhookResponse } from './webhook-view.ts'

/** Change only `enabled`, or nothing, and do not require the version. */
export const switchRoutes: readonly Operation<ChangePorts>[] = [
  switchRoute('enable', true),
  switchRoute('disable', false),
  {
    method: 'POST',
    path: '/webhooks/{id}/probe',
    scope: 'webhooks:write',
    mayBeEmpty: true,
    handle: probeWebhook,
  },
]

function switchRoute(name: string, enabled: boolean): Operation<ChangePorts> {
  return {
    method: 'POST',
    path: `/webhooks/{id}/${name}`,
    scope: 'webhooks:write',
    mayBeEmpty: true,
    handle: (request, ports) => switchWebhook(request, enabled, ports),
  }
}

/** Probes the receiver; the audit log has it as a test. */
async function probeWebhook(
  { caller, params, json = {} }: ApiRequest,
  ports: ChangePorts,
): Promise<ApiResponse> {
  const parsed = EmptyBody.safeParse(json)
  if (!parsed.success) return invalid('probe', parsed.error)

  const webhook = await ports.findWebhook(caller.marketplace, params['id'] ?? '')
  if (webhook === undefined) return unknownWebhook(params)
  if (!webhook.enabled) {
    return problem(409, 'Cannot probe: the webhook is disabled; enabling it sends a probe')
  }
  return tryWebhookNow(webhook, caller.subject, ports)
}

async function switchWebhook(
  { caller, params, headers, json = {} }: ApiRequest,
  enabled: boolean,
  ports: ChangePorts,
): Promise<ApiResponse> {
  const parsed = EmptyBody.safeParse(json)
  if (!parsed.success) return invalid('change', parsed.error)

  const before = await ports.findWebhook(caller.marketplace, params['id'] ?? '')
  if (before === undefined) return unknownWebhook(params)
  const stale = ifMatch(headers['if-match'], before.version, 'optional')
  if (stale !== undefined) return stale

  if (before.enabled === enabled) {
    return webhookResponse(before, 200, {
      health: await ports.findHealth(before),
      now: ports.now(),
    })
  }
  return saveChange({ before, change: { enabled }, by: caller.subject }, ports)
}
