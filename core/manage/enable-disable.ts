import * as z from 'zod'

import type { ApiResponse, ApiRequest, Operation } from '../api/operation.ts'
import { invalid } from '../api/problem.ts'
import { type ChangePorts, saveChange } from './change-webhook.ts'
import { ifMatch } from '../api/if-match.ts'
import { unknownWebhook } from './validate-webhook.ts'
import { webhookResponse } from './webhook-view.ts'

/** Changes only `enabled`, and does not require the version. */
export const switchRoutes: readonly Operation<ChangePorts>[] = [
  switchRoute('enable', true),
  switchRoute('disable', false),
]

/** The body has no fields: the path says everything. */
export const EmptyBody = z.strictObject({})

function switchRoute(name: string, enabled: boolean): Operation<ChangePorts> {
  return {
    method: 'POST',
    path: `/webhooks/{id}/${name}`,
    scope: 'webhooks:write',
    mayBeEmpty: true,
    handle: (request, ports) => switchWebhook(request, enabled, ports),
  }
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
