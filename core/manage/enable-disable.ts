import * as z from 'zod'

import { type ApiAnswer, type ApiRequest, invalid, type Route } from '../api/endpoint.ts'
import { type ChangeNeeds, saveChange } from './change-webhook.ts'
import { ifMatch } from '../api/if-match.ts'
import { unknownWebhook } from './validate-webhook.ts'
import { shown } from './webhook-view.ts'

/** A change of `enabled` by itself, for those who do not want to know the version. */
export const switchRoutes: readonly Route<ChangeNeeds>[] = [
  switchRoute('enable', true),
  switchRoute('disable', false),
]

/** Nothing is told but the path. */
export const Nothing = z.strictObject({})

function switchRoute(name: string, enabled: boolean): Route<ChangeNeeds> {
  return {
    method: 'POST',
    path: `/webhooks/{id}/${name}`,
    scope: 'webhooks:write',
    mayBeEmpty: true,
    answer: (request, needs) => switchWebhook(request, enabled, needs),
  }
}

async function switchWebhook(
  { caller, params, headers, json = {} }: ApiRequest,
  enabled: boolean,
  needs: ChangeNeeds,
): Promise<ApiAnswer> {
  const parsed = Nothing.safeParse(json)
  if (!parsed.success) return invalid('change', parsed.error)

  const before = await needs.findWebhook(caller.marketplace, params['id'] ?? '')
  if (before === undefined) return unknownWebhook(params)
  const stale = ifMatch(headers['if-match'], before.version, 'optional')
  if (stale !== undefined) return stale

  if (before.enabled === enabled) {
    return shown(before, 200, { health: await needs.findHealth(before), now: needs.now() })
  }
  return saveChange({ before, change: { enabled }, by: caller.subject }, needs)
}
